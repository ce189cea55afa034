"""The real samples beside the project, read where they lie. Nothing of them is ours, and nothing of them is kept."""

import io
import zipfile
from pathlib import Path

import pytest

from ransel.integrations.formats import SDS, read
from ransel.integrations.models import Kind

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "roster-samples" / "CSV Samples"


@pytest.fixture
def sample(request):
    """A folder of the samples, as a zip."""

    def packed(folder):
        if not (SAMPLES / folder).is_dir():
            request.config.roster_samples_missing = True
            pytest.skip(f"{folder} is not here")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for path in sorted((SAMPLES / folder).glob("*.csv")):
                archive.write(path, path.name)
        out.seek(0)
        return out

    return packed


def test_the_sample_of_school_data_sync_2_1_is_read(sample):
    system, staged = read(sample("SDS v2.1"))
    assert system == SDS
    assert len(staged.facts[Kind.UNIT]) == 4 and len(staged.facts[Kind.GROUP]) == 2
    assert set(staged.facts[Kind.GUARDIANSHIP]) == {"114001/114002", "114004/114005"}, "a relative is no guardian"
    assert {one.facts["ground"] for one in staged.facts[Kind.GUARDIANSHIP].values()} == {""}


def test_no_password_phone_or_flag_of_the_sample_is_kept(sample):
    _system, staged = read(sample("SDS v2.1"))
    kept = str([one.facts for kind in Kind for one in staged.facts[kind].values()])
    assert not [text for text in ("P@ssword", "outlook.com", "+1", "freeLunch", "iep") if text in kept]


def test_what_the_sample_tells_of_pupils_and_teachers_becomes_places_and_posts(sample):
    _system, staged = read(sample("SDS v2.1"))
    places = [one.facts for one in staged.facts[Kind.PLACE].values()]
    assert places and all(staged.knows(Kind.PERSON, one["child"]) and one["starts"] for one in places)
    assert staged.facts[Kind.POST]
