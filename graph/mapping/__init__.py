"""Tables become statements by CSVW metadata (W3C csv2rdf, minimal mode)."""
