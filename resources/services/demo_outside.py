"""The demo's help from outside, and money that was moved: providers, contracts, grants sought, realignments."""

from collections.abc import Sequence
from decimal import Decimal

from resources.models import Provider
from resources.services.demo_rows import DemoLedger, Value, edit_of, without
from resources.services.external_resources import EXTERNAL_COLUMNS, add_external_resource
from resources.services.providers import (
    CONTRACT_COLUMNS,
    CRITERION_COLUMNS,
    PROGRESS_COLUMNS,
    PROVIDER_COLUMNS,
    VERDICT,
    add_contract,
    add_criterion,
    add_progress,
    add_provider,
    add_review,
    save_review,
)
from resources.services.realignments import Move, realign


def add_providers(ledger: DemoLedger, criteria: Sequence[str], providers: Sequence[Value]) -> None:
    """Add the district's criteria, then each provider with its reviews and contracts."""
    for number, text in enumerate(criteria):
        new_id = ledger.id("criterion", number)
        blank = add_criterion(district=ledger.district, school_year=0, new_id=new_id, by=ledger.by)
        ledger.save(blank, {"text": text}, columns=CRITERION_COLUMNS)
    for each in providers:
        new_id = ledger.id("provider", each["name"])
        row = add_provider(district=ledger.district, school_year=0, new_id=new_id, by=ledger.by)
        provider = ledger.save(row, without(each, "reviews", "contracts"), columns=PROVIDER_COLUMNS)
        for review in each["reviews"]:
            _add_review(ledger, provider, review)
        for contract in each["contracts"]:
            _add_contract(ledger, provider, contract)


def _add_review(ledger: DemoLedger, provider: Provider, value: Value) -> None:
    new_id = ledger.id("provider review", provider.name, value["reviewed_on"])
    row = add_review(provider, new_id=new_id, by=ledger.by)
    verdicts = {f"{VERDICT}{ledger.id('criterion', number)}": each for number, each in enumerate(value["verdicts"])}
    save_review(row, edit_of(row, without(value, "verdicts") | verdicts), ledger.by)


def _add_contract(ledger: DemoLedger, provider: Provider, value: Value) -> None:
    row = add_contract(provider, new_id=ledger.id("contract", provider.name, value["title"]), by=ledger.by)
    values = without(value, "progress") | {"line": ledger.line(value["line"])}
    contract = ledger.save(row, values, columns=CONTRACT_COLUMNS)
    for note in value["progress"]:
        new_id = ledger.id("progress", value["title"], note["noted_on"])
        ledger.save(add_progress(contract, new_id=new_id, by=ledger.by), note, columns=PROGRESS_COLUMNS)


def add_external_resources(ledger: DemoLedger, sought: Sequence[Value]) -> None:
    """Add the grants and gifts that the district sought."""
    for each in sought:
        new_id = ledger.id("external resource", each["name"])
        blank = add_external_resource(district=ledger.district, school_year=0, new_id=new_id, by=ledger.by)
        ledger.save(blank, {**each, "fund": ledger.funds.get(each["fund"])}, columns=EXTERNAL_COLUMNS)


def add_realignments(ledger: DemoLedger, moves: Sequence[Value]) -> None:
    """Move planned money between lines, or away from professional learning."""
    for number, each in enumerate(moves):
        year = each["year"]
        from_line, to_line = (ledger.line([year, each[name]] if each[name] else None) for name in ("from", "to"))
        if from_line is None:
            continue
        move = Move(
            from_line=from_line,
            to_line=to_line,
            amount=Decimal(each["amount"]),
            **without(each, "year", "from", "to", "amount"),
        )
        realign(district=ledger.district, school_year=year, new_id=ledger.id("move", number), move=move, by=ledger.by)
