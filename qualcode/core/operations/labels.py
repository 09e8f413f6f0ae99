"""What an operation is called: in the Edit menu, in the history, on the undo button."""

from typing import Final

from qualcode.core.translate import N_, _

#: With a subject, and without one.
_LABELS: Final[dict[str, tuple[str, str]]] = {
    "add_coder": (N_("New evaluator “{subject}”"), N_("New evaluator")),
    "edit_coder": (N_("Edit evaluator “{subject}”"), N_("Edit evaluator")),
    "edit_project": (N_("Edit project “{subject}”"), N_("Edit project")),
    "import_documents": (N_("Import “{subject}”"), N_("Import")),
    "rename_document": (N_("Rename document “{subject}”"), N_("Rename document")),
    "edit_document": (N_("Edit document “{subject}”"), N_("Edit document")),
    "describe_document": (N_("Describe document “{subject}”"), N_("Describe document")),
    "delete_documents": (N_("Delete document “{subject}”"), N_("Delete document")),
    "create_folder": (N_("New folder “{subject}”"), N_("New folder")),
    "rename_folder": (N_("Rename folder “{subject}”"), N_("Rename folder")),
    "move_into_folder": (N_("Move “{subject}” to a folder"), N_("Move to a folder")),
    "delete_folders": (N_("Delete folder “{subject}”"), N_("Delete folder")),
    "set_reading": (N_("State of work on “{subject}”"), N_("State of work")),
    "create_attribute": (N_("New attribute “{subject}”"), N_("New attribute")),
    "edit_attribute": (N_("Edit attribute “{subject}”"), N_("Edit attribute")),
    "delete_attributes": (N_("Delete attribute “{subject}”"), N_("Delete attribute")),
    "move_attribute": (N_("Move attribute “{subject}”"), N_("Move attribute")),
    "attributes_from_sheet": (N_("Attributes from “{subject}”"), N_("Attributes from a sheet")),
    "fill_in": (N_("Fill in “{subject}”"), N_("Fill in")),
    "create_case": (N_("New case “{subject}”"), N_("New case")),
    "edit_case": (N_("Edit case “{subject}”"), N_("Edit case")),
    "delete_cases": (N_("Delete case “{subject}”"), N_("Delete case")),
    "assign_documents": (N_("Case of “{subject}”"), N_("Case of documents")),
    "set_belongings": (N_("Where “{subject}” belongs"), N_("Where a person belongs")),
    "correct_text": (N_("Correct the text of “{subject}”"), N_("Correct the text")),
    "replace_document": (N_("Replace “{subject}” by a corrected file"), N_("Replace a document")),
    "place_again": (N_("Place a passage again in “{subject}”"), N_("Place a passage again")),
    "anonymise": (N_("Anonymise: {subject}"), N_("Anonymise")),
    "forget_identities": (
        N_("Remove what surveys know persons by"),
        N_("Remove what surveys know persons by"),
    ),
    "seal": (N_("Seal the project: {subject}"), N_("Seal the project")),
    "import_survey": (N_("Survey “{subject}”"), N_("Survey")),
    "set_invitations": (N_("Invited to “{subject}”"), N_("Invited to a survey")),
    "delete_surveys": (N_("Delete survey “{subject}”"), N_("Delete survey")),
    "place_questions": (N_("Questions of “{subject}”"), N_("Questions of a guide")),
    "find_speakers": (N_("Speakers in “{subject}”"), N_("Speakers")),
    "edit_person": (N_("Edit person “{subject}”"), N_("Edit person")),
    "join_persons": (N_("Join persons to “{subject}”"), N_("Join persons")),
    "persons_from_sheet": (N_("Persons from “{subject}”"), N_("Persons from a sheet")),
    "create_code": (N_("New code “{subject}”"), N_("New code")),
    "rename_code": (N_("Rename code “{subject}”"), N_("Rename code")),
    "recolour_code": (N_("Colour of “{subject}”"), N_("Colour of a code")),
    "recolour_codes": (N_("Colour of “{subject}”"), N_("Colour of codes")),
    "describe_code": (N_("Describe code “{subject}”"), N_("Describe code")),
    "move_code": (N_("Move code “{subject}”"), N_("Move code")),
    "move_codes": (N_("Move codes “{subject}”"), N_("Move codes")),
    "merge_codes": (N_("Merge codes into “{subject}”"), N_("Merge codes")),
    "split_code": (N_("Split code “{subject}”"), N_("Split code")),
    "delete_codes": (N_("Delete code “{subject}”"), N_("Delete code")),
    "import_codebook": (N_("Codebook “{subject}”"), N_("Codebook")),
    "code_hits": (N_("Code what was found as “{subject}”"), N_("Code what was found")),
    "code_passage": (N_("Code “{subject}”"), N_("Mark passage")),
    "code_passages": (N_("Code passages “{subject}”"), N_("Mark passages")),
    "code_from_sheet": (N_("Codings from “{subject}”"), N_("Codings from a sheet")),
    "restore_deleted": (N_("Bring back: {subject}"), N_("Bring back what was deleted")),
    "remove_codings": (N_("Remove code “{subject}”"), N_("Remove code")),
    "recode": (N_("Change code to “{subject}”"), N_("Change code")),
    "resize_passage": (N_("Resize passage of “{subject}”"), N_("Resize passage")),
    "split_passage": (N_("Split passage of “{subject}”"), N_("Split passage")),
    "join_passages": (N_("Join passages of “{subject}”"), N_("Join passages")),
    "copy_marks": (N_("Copy marks to “{subject}”"), N_("Copy marks")),
    "comment_coding": (N_("Comment on “{subject}”"), N_("Comment")),
    "condense": (N_("Condense “{subject}”"), N_("Condense passage")),
    "code_units": (N_("Code “{subject}” on meaning units"), N_("Code on meaning units")),
    "place_codes": (N_("Place of “{subject}” in the chain"), N_("Place of codes in the chain")),
    "set_level": (N_("Level of “{subject}”"), N_("Level of codes")),
    "create_board": (N_("New board “{subject}”"), N_("New board")),
    "rename_board": (N_("Rename board “{subject}”"), N_("Rename board")),
    "delete_board": (N_("Delete board “{subject}”"), N_("Delete board")),
    "lay_out_codebook": (N_("Codebook on the board “{subject}”"), N_("Codebook on a board")),
    "put_on_board": (N_("Put “{subject}” on the board"), N_("Put on the board")),
    "place_on_board": (N_("Move “{subject}” on the board"), N_("Move on the board")),
    "write_on_board": (N_("Write “{subject}” on the board"), N_("Write on the board")),
    "colour_on_board": (N_("Colour of “{subject}” on the board"), N_("Colour on the board")),
    "take_off_board": (N_("Take “{subject}” off the board"), N_("Take off the board")),
    "group_on_board": (N_("Group “{subject}” on the board"), N_("Group on the board")),
    "note_to_code": (N_("Code “{subject}” of a note"), N_("Code of a note")),
    "group_to_category": (N_("Category “{subject}” of a group"), N_("Category of a group")),
    "weigh_coding": (N_("Weight of “{subject}”"), N_("Weight")),
    "take_stance": (N_("Stance of “{subject}”"), N_("Stance")),
    "interpret": (N_("Interpret “{subject}”"), N_("Interpret passage")),
    "print_quote": (N_("Printed form of “{subject}”"), N_("Printed form")),
    "attribute_quote": (N_("Attribution of “{subject}”"), N_("Attribution")),
    "choose_quotes": (N_("Choose quote “{subject}”"), N_("Choose quote")),
    "drop_quotes": (N_("Don’t print quote “{subject}”"), N_("Don’t print quote")),
    "write_memo": (N_("Memo “{subject}”"), N_("Memo")),
    "edit_memo": (N_("Edit memo “{subject}”"), N_("Edit memo")),
    "handout": (N_("Copy for “{subject}”"), N_("Copy for a colleague")),
    "merge": (N_("Merge with “{subject}”"), N_("Merge")),
    "decide_merge": (N_("Decided when merging “{subject}”"), N_("Decisions on a merge")),
    "delete_memo": (N_("Delete memo “{subject}”"), N_("Delete memo")),
    "link_memo": (N_("Link memo “{subject}”"), N_("Link memo")),
    "unlink_memo": (N_("Unlink memo “{subject}”"), N_("Unlink memo")),
    "write_journal": (N_("Research journal, {subject}"), N_("Research journal")),
    "add_consensus": (N_("Consensus coder “{subject}”"), N_("Consensus coder")),
    "settle_disagreement": (N_("Settle “{subject}”"), N_("Settle a disagreement")),
    "postpone_disagreement": (N_("Talk later about “{subject}”"), N_("Talk later")),
    "reopen_disagreement": (N_("Open “{subject}” again"), N_("Open a disagreement again")),
    "discuss_disagreement": (N_("Comment on the disagreement “{subject}”"), N_("Comment")),
    "agreed_to_consensus": (
        N_("Take over what {subject} agree on"),
        N_("Take over what is agreed"),
    ),
}

#: the operations that have a label
LABELLED: Final = tuple(_LABELS)

#: A subject as long as this fills a menu; the rest is left out.
_LONGEST_SUBJECT: Final = 48


def label(operation: str, subject: str) -> str:
    """What the operation is called, with what it was done to."""
    with_subject, without = _LABELS.get(operation, (operation, operation))
    if not subject:
        return _(without)
    if len(subject) > _LONGEST_SUBJECT:
        subject = subject[: _LONGEST_SUBJECT - 1].rstrip() + "…"
    return _(with_subject).format(subject=subject)
