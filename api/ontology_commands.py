"""`iurc ontology`: checks of the ontology itself."""

import typer

ontology = typer.Typer(help="The ontology.", no_args_is_help=True)
