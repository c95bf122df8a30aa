"""From files to releases: parsing, mapping, store, releases and query workers."""
