"""Every way in which an organisation's own records change, and every way of opening one."""

from crossing.records.commands.adults import (
    decide_staff_concern,
    read_staff_concern,
    record_staff_concern,
)
from crossing.records.commands.advice import (
    answer_advice,
    ask_advice,
    end_advice,
    read_advice,
    take_back_advice,
)
from crossing.records.commands.children import (
    change_child,
    change_details,
    export_chronology,
    flag,
    open_child,
    print_chronology,
    record_child,
    seal,
)
from crossing.records.commands.concerns import (
    add_to_concern,
    decide_concern,
    read_concern,
    record_concern,
    say_who,
    still_worried,
)
from crossing.records.commands.drafts import drop_draft, save_draft
from crossing.records.commands.entries import (
    add_entry,
    mark_significant,
    note_emergency,
    note_shared,
    unmark_significant,
)
from crossing.records.commands.joins import (
    NewJoin,
    ask_join,
    ask_part,
    confirm_join,
    confirm_part,
    refuse_join,
)
from crossing.records.commands.moves import (
    WrongChild,
    ask_move,
    confirm_move,
    open_original,
    refuse_move,
    say_who_entry,
    see_notice,
)
from crossing.records.commands.parts import (
    add_address,
    add_identifier,
    add_name,
    add_relative,
    remove_part,
)
from crossing.records.commands.searching import find_on_roll, search
from crossing.records.commands.together import record_together

__all__ = [
    "NewJoin",
    "WrongChild",
    "add_address",
    "add_entry",
    "add_identifier",
    "add_name",
    "add_relative",
    "add_to_concern",
    "answer_advice",
    "ask_advice",
    "ask_join",
    "ask_move",
    "ask_part",
    "change_child",
    "change_details",
    "confirm_join",
    "confirm_move",
    "confirm_part",
    "decide_concern",
    "decide_staff_concern",
    "drop_draft",
    "end_advice",
    "export_chronology",
    "find_on_roll",
    "flag",
    "mark_significant",
    "note_emergency",
    "note_shared",
    "open_child",
    "open_original",
    "print_chronology",
    "read_advice",
    "read_concern",
    "read_staff_concern",
    "record_child",
    "record_concern",
    "record_staff_concern",
    "record_together",
    "refuse_join",
    "refuse_move",
    "remove_part",
    "save_draft",
    "say_who",
    "say_who_entry",
    "seal",
    "search",
    "see_notice",
    "still_worried",
    "take_back_advice",
    "unmark_significant",
]
