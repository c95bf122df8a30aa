"""Who pays, who implements, who takes part in which role; the phases and their contracts."""

from derive.answer import answers
from derive.tables import DATASETS, ID, Row, iri, items, known, rows, strand_slug

PHASES = {"iuc-phase-1": "I", "iurc-phase-2": "II", "iurc-phase-3": "III"}
EU_BODIES = ("european-union", "european-commission")


@answers("funding-side")
def funding_side():
    """Funders and implementers that are instruments or belong to the Union, and the claims that name one."""
    found = set()
    for dataset in DATASETS:
        for row in rows(f"{dataset}/organisations.csv"):
            body = known(f"{dataset}/organisations.csv", row["id"])
            if row["role"] in ("funder", "implementer") and _of_the_union(body):
                found.add(
                    (
                        PHASES[row["phase_slug"]],
                        row["role"],
                        *_body(body),
                        "organisations",
                        "",
                        row["source_url"],
                    )
                )
    for table, subject in (
        ("programme/statements", "thing"),
        ("iuc-phase1/claims", "subject"),
        ("iurc-phase2/claims", "subject"),
    ):
        for row in rows(f"{table}.csv"):
            role = {"financedBy": "funder", "implementedBy": "implementer"}.get(
                row["predicate"].split("#")[-1]
            )
            if role:
                body, name = _called(row["object"].removeprefix(ID))
                found.add(
                    (_phase(row[subject]), role, name, body, "claim", row["confidence"], row["source_url"])
                )
    for claim in rows("about-page/claims.csv"):
        role = {"is financed under": "funder", "is implemented by": "implementer"}.get(claim["relation"])
        if role:
            body = known("about-page/claims.csv", claim["object"])
            for source in _pages(claim):
                found.add(("II", role, *_body(body), "claim", "high", source))
    return sorted(found)


@answers("bodies-by-role")
def bodies_by_role():
    """Every row of both organisations.csv, with the strand in which the body played its role."""
    found = set()
    for dataset in DATASETS:
        table = f"{dataset}/organisations.csv"
        for row in rows(table):
            phase = PHASES[row["phase_slug"]]
            strand = iri("strand", row["strand_slug"])
            found.add((phase, strand, row["role"], *_body(known(table, row["id"])), row["source_url"]))
    return sorted(found)


@answers("goals-by-phase")
def goals_by_phase():
    """The claims that say what a phase contributes to or is in line with, one row for each page."""
    relations = {"contributes to": "contributes to", "is in line with": "is in line with"}
    found = set()
    for claim in rows("about-page/claims.csv"):
        if claim["relation"] in relations:
            goal = known("about-page/claims.csv", claim["object"])
            for language, source in zip(
                ("th", "ms"), (claim["source_url_th"], claim["source_url_ms"]), strict=True
            ):
                if source:
                    name = iri("framework", goal["canonical_slug"])
                    found.add(("II", relations[claim["relation"]], goal["label_en"], name, language, source))
    return sorted(found)


@answers("phases-and-their-order")
def phases_and_their_order():
    """The two phases that programme.csv describes as a whole, and the third one."""
    found = []
    for number, table, key, value, slug, previous in (
        ("I", "iuc-phase1/programme.csv", "id", "iuc-phase1", "iuc-phase-1", ""),
        ("II", "iurc-phase2/programme.csv", "id", "iurc-p2", "iurc-phase-2", "iuc-phase-1"),
        ("III", "programme/phases.csv", "slug", "iurc-phase-3", "iurc-phase-3", "iurc-phase-2"),
    ):
        (row,) = [row for row in rows(table) if row[key] == value]
        start, end = row["start"], row["end"]
        name = row["label"] if number == "III" else known(table, value)["label_en"]
        days = (f"{start}-01-01", f"{end}-12-31")
        found.append((number, iri("phase", slug), name, start, end, *days, iri("phase", previous)))
    return found


@answers("people-and-their-posts")
def people_and_their_posts():
    """Every row of both people.csv, and the two wordings of the post that the about page gives Rudolf Niessler."""
    found = set()
    for dataset in DATASETS:
        for row in rows(f"{dataset}/people.csv"):
            person = known(f"{dataset}/people.csv", row["id"])
            body = known(f"{dataset}/organisations.csv", row["organisation"])
            found.add((person["label_en"], row["role"], body["label_en"], row["source_url"]))
    (claim,) = [row for row in rows("about-page/claims.csv") if row["relation"] == "holds the post of"]
    body = known("iurc-phase2/organisations.csv", "regio")["label_en"]
    for page, post in ((claim["source_url_th"], "adviser"), (claim["source_url_ms"], "principal adviser")):
        found.add((claim["subject"], f"{post} for international relations", body, page))
    return sorted(found)


@answers("strands-and-their-contracts")
def strands_and_their_contracts():
    """Every strand with its phase; period, budget and instrument stand in the contract's row of programme.csv."""
    contracts = {}
    for row in rows("iurc-phase2/programme.csv"):
        entry = known("iurc-phase2/programme.csv", row["id"])
        if entry["kind"] == "strand":
            contracts[entry["canonical_slug"]] = row
    found = []
    for dataset in DATASETS:
        for row in rows(f"{dataset}/strands.csv"):
            slug = strand_slug(dataset, row["id"])
            if slug:
                contract = contracts.get(slug, {})
                label = known(f"{dataset}/strands.csv", row["id"])["label_en"]
                countries = " ".join(sorted(items(row["countries"])))
                found.append(
                    (
                        row.get("phase", "I"),
                        iri("strand", slug),
                        label,
                        countries,
                        contract.get("start", ""),
                        contract.get("end", ""),
                        contract.get("budget_eur", ""),
                    )
                )
    return sorted(found)


@answers("financed-and-implemented-by")
def financed_and_implemented_by():
    """Funders and implementers of the organisation tables, and the plain statements of the two curated ones."""
    relations = {"financedBy": "financed by", "implementedBy": "implemented by"}
    found = set()
    for dataset in DATASETS:
        for row in rows(f"{dataset}/organisations.csv"):
            relation = {"funder": "financed by", "implementer": "implemented by"}.get(row["role"])
            if relation:
                body = _body(known(f"{dataset}/organisations.csv", row["id"]))
                found.add((*_called(row["scope"]), relation, *body, dataset))
    for row in rows("programme/statements.csv"):
        if row["predicate"] in relations and row["plain"] == "yes":
            agent = _called(row["object"].removeprefix(ID))
            found.add((*_called(row["thing"]), relations[row["predicate"]], *reversed(agent), "programme"))
    for row in rows("about-page/claims.csv"):
        relation = {"is financed under": "financed by", "is implemented by": "implemented by"}.get(
            row["relation"]
        )
        if relation:
            body = _body(known("about-page/claims.csv", row["object"]))
            found.add((*_called("phase/iurc-phase-2"), relation, *body, "about-page"))
    return sorted(found)


def _called(thing: str) -> tuple[str, str]:
    """Give identifier and name of something in the register, from its kind and slug."""
    kind, slug = thing.split("/")
    (name,) = {
        row["label_en"]
        for row in rows("identity.csv")
        if (row["kind"], row["canonical_slug"]) == (kind, slug)
    }
    return iri(kind, slug), name


def _phase(thing: str) -> str:
    """Give the number of a phase, or of the phase of a strand, from its kind and slug."""
    kind, slug = thing.split("/")
    if kind == "phase":
        return PHASES[slug]
    return "III" if slug.startswith("iurc3") else "II" if slug.startswith("iurc2") else "I"


def _of_the_union(entry: Row) -> bool:
    """Say whether an entry of the register is an instrument, the Union, the Commission or a body below them."""
    if entry["kind"] == "instrument" or entry["canonical_slug"] in EU_BODIES:
        return True
    return any(_of_the_union(parent) for parent in _parents(entry["canonical_slug"]))


def _parents(slug: str) -> list[Row]:
    """Give the bodies that either organisations.csv puts above a body."""
    return [
        known(table, row["parent"])
        for table in (f"{dataset}/organisations.csv" for dataset in DATASETS)
        for row in rows(table)
        if row["parent"] and known(table, row["id"])["canonical_slug"] == slug
    ]


def _body(entry: Row) -> tuple[str, str]:
    """Give name and identifier of a body or an instrument."""
    return entry["label_en"], iri(entry["kind"], entry["canonical_slug"])


def _pages(claim: Row) -> list[str]:
    """Give the pages that make a claim."""
    return [page for page in (claim["source_url_th"], claim["source_url_ms"]) if page]
