"""What may not be kept any longer: removed from the tables, and from what the file or server still holds of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Engine, delete, select, update

from engine.cases import tables
from engine.cases.connecting import alone, safe_errors
from engine.cases.ledger import Ledger, moment
from engine.model.history import Backup, Fresh, Removal

__all__ = ["backups", "erased", "kept_until", "wiped"]

_MONTHS = 12


def backups(ledger: Ledger) -> tuple[Backup, ...]:
    """Give the copies that were made, oldest first."""
    b = tables.backups
    asked = select(b).where(b.c.school == ledger.school).order_by(b.c.at)
    return tuple(Backup(moment(r.at), Path(r.place), r.last) for r in ledger.connection.execute(asked))


def erased(ledger: Ledger, pseudonym: str, who: str) -> Removal:
    """Remove texts, name and pseudonym of a pupil; the entries stay as a chain of what commits to nothing any more."""
    pupil, school = ledger.pupil(pseudonym), ledger.school
    e, s, n, p = tables.entries, tables.safety, tables.names, tables.pupils
    run = ledger.connection.execute
    own = [r.seq for r in ledger.rows(pupil)]
    added = ledger.add(pupil, pseudonym, who, Fresh("erased", {}))
    run(delete(s).where(s.c.school == school, s.c.seq.in_(select(e.c.seq).where(e.c.school == school, e.c.pupil == pupil))))
    run(update(e).where(e.c.school == school, e.c.pupil == pupil).values(sealed=None))
    run(delete(n).where(n.c.school == school, n.c.pupil == pupil))
    gone = {"pseudonym": None, "left_on": None, "erased_on": added.at.date().isoformat()}
    run(update(p).where(p.c.school == school, p.c.pupil == pupil).values(**gone))
    still = tuple(b for b in backups(ledger) if b.last >= own[0] and b.place.exists())
    return Removal(pseudonym, len(own), still)


def wiped(engine: Engine) -> None:
    """Have the database let go of what was removed: the file is written anew, and its log emptied."""
    with safe_errors(engine):
        if engine.dialect.name == "sqlite":
            alone(engine, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM FULL entries, safety, names, pupils")


def kept_until(left: dt.date, years: float) -> dt.date:
    """Give the first day on which nothing may be kept any more of who left on a day."""
    months = left.year * _MONTHS + left.month - 1 + round(years * _MONTHS)
    year, month = divmod(months, _MONTHS)
    for day in range(left.day, 27, -1):
        try:
            return dt.date(year, month + 1, day)
        except ValueError:
            continue
    return dt.date(year, month + 1, min(left.day, 28))
