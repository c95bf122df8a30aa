"""What valid data looks like (SHACL), and the judge that says so."""
