"""The command `iurc`: one function per command, composed here."""

import logging
import sys

import typer
from typer import Abort, TyperException

from iurc.api import (
    ask_commands,
    judge_commands,
    ontology_commands,
    release_commands,
    serve_command,
    template_command,
)
from iurc.api.exit_code import Exit, of_error

app = typer.Typer(
    name="iurc",
    help="The knowledge graph of the EU's International Urban Cooperation programmes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("serve")(serve_command.serve)
app.command("validate")(judge_commands.validate)
app.command("import")(judge_commands.import_)
app.command("query")(ask_commands.query)
app.command("export")(release_commands.export)
app.add_typer(ask_commands.questions, name="question")
app.add_typer(release_commands.releases, name="release")
app.add_typer(ontology_commands.ontology, name="ontology")
app.add_typer(template_command.templates, name="template")


def main() -> None:
    """Run the command line; every error ends in one line and an exit code, never in a traceback."""
    # rdflib logs each ill-typed literal with a traceback; the shapes say the same with a place.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        # Bad usage: only the classes below this one, which are private to typer, can show it with its command.
        if hasattr(error, "show"):
            error.show()
        else:
            print(f"error: {error.format_message()}", file=sys.stderr)
        code = Exit.BAD_INPUT
    except (Abort, KeyboardInterrupt):
        code = of_error(KeyboardInterrupt())
    except BrokenPipeError:
        # The reader of our output has gone (`iurc query … | head`): not an error, and nothing can be told any more.
        sys.stderr.close()
        code = Exit.FINE
    except Exception as error:  # noqa: BLE001 - the one place where any error becomes an exit code
        code = of_error(error)
    sys.exit(code or Exit.FINE)
