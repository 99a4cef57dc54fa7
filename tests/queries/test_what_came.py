"""What came, what was refused, what the figures rest on, and which cases to follow up: counted by hand."""

from drawn import inspection

from fieldwork import queries

FILES = """
received
entry | sha256 | name       | received_at      | format   | records | rejected | superseded
1     | aa     | list.xlsx  | 2018-11-05 09:00 | workbook | 12      | 1        | true
2     | bb     | 0117.xml   | 2018-11-05 17:00 | infopath | 0       | 1        | false
3     | cc     | list.xlsx  | 2018-11-06 09:00 | workbook | 13      | 0        | false
4     | bb     | 0117 a.xml | 2018-11-06 10:00 | infopath | 0       | 1        | false

refused
sha256 | place                | wrong              | allowed     | remedy
aa     | sheet Cases, row 7   | no case reference  | a reference | put it right
bb     | field judgement/rosh | 'Meduim' is no ... | low, high   | fix the form
"""


def told_files(told):
    drawn = inspection(FILES)
    for row in drawn["received"]:
        row |= {"bytes": 900, "attachments": 0}
    told.tell(drawn)


def test_arrivals_show_every_version_the_newest_first(told):
    told_files(told)
    rows = queries.run(told, "arrivals")
    assert [(row["entry"], row["name"], row["superseded"]) for row in rows] == [
        (4, "0117 a.xml", False),
        (3, "list.xlsx", False),
        (2, "0117.xml", False),
        (1, "list.xlsx", True),
    ]


def test_rejects_name_the_file_under_its_latest_name_and_say_what_a_later_version_put_right(told):
    told_files(told)
    rows = queries.run(told, "rejects")
    assert [(row["name"], row["place"], row["superseded"]) for row in rows] == [
        ("0117 a.xml", "field judgement/rosh", False),
        ("list.xlsx", "sheet Cases, row 7", True),
    ]


def test_rules_in_doubt_are_all_that_were_not_read_in_a_source(told):
    told.tell(
        inspection("""
            rules
            rule     | says        | document | section | evidence
            bands    | Four bands  | Manual   | 7.1     | source
            rounding | To nearest  | Manual   | 7.1     | inferred
            wording  | Short words | -        | -       | recalled
        """)
    )
    rows = queries.run(told, "rules_in_doubt")
    assert {(row["rule"], row["evidence"]) for row in rows} == {
        ("rounding", "inferred"),
        ("wording", "recalled"),
    }


def test_cases_to_follow_up_each_under_its_matter(told):
    told.tell(
        inspection("""
            cases
            case_id | tier1 | status          | mode      | substitute_for | exclusion_reason
            C1      | North | complete        | interview | -              | -
            C2      | North | quality_checked | interview | -              | -
            C3      | South | excluded        | interview | -              | Transferred
            C4      | South | selected        | file_read | C3             | -
            C5      | South | substitute      | file_read | -              | -
        """)
    )
    rows = queries.run(told, "follow_up")
    assert [(row["matter"], row["case_id"], row["detail"]) for row in rows] == [
        ("awaiting_check", "C1", None),
        ("excluded", "C3", "Transferred"),
        ("file_read", "C4", None),
        ("substitute", "C4", "C3"),
    ]
    assert [(row["matter"], row["cases"]) for row in queries.run(told, "follow_up_counts")] == [
        ("late", 0),
        ("awaiting_check", 1),
        ("excluded", 1),
        ("substitute", 1),
        ("file_read", 1),
    ]
