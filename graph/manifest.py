"""What a release says of itself: `manifest.json` in its folder."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from iurc.graph import digest


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """One named graph of a release.

    Attributes:
        name: Its IRI; empty for the unnamed graph.
        triples: How many statements it has.
        digest: `graph.digest.of_graph` of it.
    """

    name: str
    triples: int
    digest: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file that an import read: its name, SHA-256 (hexadecimal), size in bytes and media type."""

    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One import that a release is made of.

    Attributes:
        iri: The `prov:Activity` in the provenance graph.
        graphs: The IRIs of the graphs it wrote.
        mode: `replace` or `add`.
        files: What it read.
        source: The page the user named as the origin of the files; `None` where none was named.
    """

    iri: str
    graphs: tuple[str, ...]
    mode: str
    files: tuple[FileEntry, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a release.

    Attributes:
        sequence: 1 for the first release of a data directory, then counted up.
        parent: The id of the release before; `None` for the first.
        created: When it was published, ISO 8601 in UTC.
        versions: Of the programs that made it.
        graphs: All graphs, by name.
        imports: Those that made this release out of its parent.
        undigested: The IRIs of graphs that stay out of the digest.
    """

    sequence: int
    parent: str | None
    created: str
    versions: dict[str, str]
    graphs: tuple[GraphEntry, ...]
    imports: tuple[ImportEntry, ...]
    undigested: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The fingerprint of the content: the same facts give the same digest on every machine."""
        return digest.of_release(
            {entry.name: entry.digest for entry in self.graphs if entry.name not in self.undigested}
        )

    @property
    def id(self) -> str:
        """The name of the release: its number and the head of its digest."""
        return f"{self.sequence:04d}-{self.digest[:8]}"

    @property
    def triples(self) -> int:
        """How many statements it has in all its graphs."""
        return sum(entry.triples for entry in self.graphs)

    def to_json(self) -> str:
        """Write it as JSON, with the id and digest that follow from the rest."""
        fields = {"id": self.id, "digest": self.digest, **asdict(self)}
        return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote.

        Raises:
            ValueError: It is not such a text, or its id does not follow from its content.
        """
        fields: dict[str, Any] = json.loads(text)
        try:
            stated = fields.pop("id")
            fields.pop("digest")
            manifest = cls(
                **{
                    **fields,
                    "graphs": tuple(GraphEntry(**entry) for entry in fields["graphs"]),
                    "imports": tuple(_import_entry(entry) for entry in fields["imports"]),
                    "undigested": tuple(fields["undigested"]),
                }
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a manifest: {error}") from error
        if manifest.id != stated:
            raise ValueError(f"the manifest says {stated}, but its content gives {manifest.id}")
        return manifest


def _import_entry(fields: dict[str, Any]) -> ImportEntry:
    return ImportEntry(
        **{
            **fields,
            "graphs": tuple(fields["graphs"]),
            "files": tuple(FileEntry(**entry) for entry in fields["files"]),
        }
    )
