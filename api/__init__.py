"""The faces: HTTP, web pages and the command line."""
