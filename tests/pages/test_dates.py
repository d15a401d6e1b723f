"""Dates in words and figures, as EDTF."""

import pytest

from rashomon.pages.dates import first_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("August 9, 2016", "2016-08-09"),
        ("9th of August, 2016", "2016-08-09"),
        ("Tue 9 Aug. 2016 10:14", "2016-08-09"),
        ("on Sept 3", "XXXX-09-03"),
        ("2016-08-09T10:00:00Z", "2016-08-09"),
        ("August 2016", "2016-08"),
        ("09.08.2016", "2016-08-09"),
        ("23/08/2016", "2016-08-23"),
        ("08/23/2016", "2016-08-23"),
        ("09/08/2016", "2016?"),
        ("March 45, 2016", None),
        ("it may 20 times", None),
        ("version 1.2.3", None),
    ],
)
def test_first_date(text: str, edtf: str | None) -> None:
    found = first_date(text)
    assert (found and found.edtf) == edtf
