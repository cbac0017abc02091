"""The peer of an import: as many rows into a plain SQLite table with its indexes, and nothing else.

`python3 bench/insert.py 1000000 [folder]`: no checks, no matching, no search, no way back.
"""

import os
import sqlite3
import sys
import tempfile
import time


def song(n):
    artist = 40_000 // (1 + n * 7_919 % 40_000)
    album = artist * 31 + n % 9
    return (
        f"{n:032x}",
        f"Song number {n} of the night",
        f"The Artist {artist}",
        f"Album {album} in blue",
        1950 + n % 75,
        f"Genre {n % 60}",
        (2 + n % 5) * 60_000 + n % 60 * 1_000,
        1 + n % 14,
        n % 6,
        n % 200,
    )


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        db = sqlite3.connect(os.path.join(folder, "songs.sqlite"))
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.execute(
            "create table songs (id text primary key, title text, artist text, album text, year integer,"
            " genre text, duration_ms integer, position integer, rating integer, plays integer) without rowid"
        )
        for column in ("artist", "album", "genre", "rating"):
            db.execute(f"create index songs_{column} on songs ({column}, id)")
        begun = time.perf_counter()
        for first in range(0, rows, 1_000):
            batch = [song(n) for n in range(first, min(first + 1_000, rows))]
            db.executemany("insert into songs values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch)
            db.commit()
        print(f"peer     {rows / (time.perf_counter() - begun):>9.0f} rows/s")


main()
