"""What the shapes looked at."""

from iurc.shapes.coverage import SAMPLE, Coverage


def test_vacuous() -> None:
    """Nothing was judged where no shape met anything, whether there are shapes or not."""
    assert Coverage.of_nodes({}, []).vacuous
    assert Coverage.of_nodes({"<s>": set()}, ["<a>"]).vacuous


def test_nodes() -> None:
    """A node that two shapes looked at counts once; subjects that no shape looked at are told, blank nodes are not."""
    coverage = Coverage.of_nodes(
        {"<s>": {"<a>", "<b>"}, "<t>": {"<b>"}, "<u>": ()}, ["<b>", "<d>", "<c>", "_:x"]
    )
    assert coverage == Coverage(3, 2, ("<u>",), 3, 2, ("<c>", "<d>"))


def test_a_long_list_is_a_sample() -> None:
    """Of very many subjects the number and the first few are kept."""
    coverage = Coverage.of_nodes({}, (f"<{number:05}>" for number in range(5000)))
    assert coverage.unlooked_subjects == 5000
    assert coverage.sample == tuple(f"<{number:05}>" for number in range(SAMPLE))


def test_something_was_judged_where_a_shape_met_a_node() -> None:
    """One focus node is enough not to be vacuous."""
    assert not Coverage.of_nodes({"<s>": {"<a>"}}, ["<a>"]).vacuous
