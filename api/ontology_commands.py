"""`iurc ontology`: checks of the ontology itself."""

import sys

import typer

from iurc.api.exit_code import Exit

ontology = typer.Typer(help="The ontology.", no_args_is_help=True)


@ontology.callback()
def _group() -> None:
    """Keep `check` a subcommand although it is the only one so far."""


@ontology.command("check")
def check() -> None:
    """Look for pitfalls, leave OWL 2 DL and RL nowhere, and let HermiT judge consistency (needs Java)."""
    # Slow to import and used by this command alone.
    from iurc.ontology import pitfalls, profile, reasoning
    from iurc.ontology.load import load_ontology

    graph = load_ontology()
    flaws = [*pitfalls.find(graph), *profile.find(graph)]
    for flaw in flaws:
        print(flaw)
    try:
        verdict = reasoning.check()
    except reasoning.JavaMissingError as error:
        print(f"not judged by the reasoner: {error}", file=sys.stderr)
        raise typer.Exit(Exit.REFUSED if flaws else Exit.NOT_FINISHED) from None
    for name in verdict.unsatisfiable:
        print(f"{name}: no individual can ever be of this class [unsatisfiable]")
    print("consistent" if verdict.consistent else "inconsistent: the axioms contradict each other")
    for name, parent in verdict.inferred:
        print(f"note: it follows that {name} is a {parent}")
    if flaws or not verdict.sound:
        raise typer.Exit(Exit.REFUSED)
