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
    """Look for pitfalls, for what lies outside OWL 2 DL and RL, and for breaches of the house style; let HermiT judge.

    HermiT needs Java; without it the other checks are made and the command ends with 3.
    """
    # Slow to import and used by this command alone.
    from iurc.ontology import pitfalls, profile, reasoning
    from iurc.ontology.load import load_ontology
    from iurc.shapes.judge import judge
    from iurc.shapes.load import house_files, load_shapes

    graph = load_ontology()
    flaws = [str(flaw) for flaw in (*pitfalls.find(graph), *profile.find(graph))]
    house = judge(load_ontology(concepts=True), load_shapes(house_files()))
    flaws += [f"{finding.focus_node}: {finding.message} [house style]" for finding in house.findings]
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
