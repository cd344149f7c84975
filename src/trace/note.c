/* note.c: captions, chapters, stops, questions, expectations and a speaker's notes. They
 * belong to the step of the operation before them. */
#include "reader.h"

#include <string.h>

static struct note make(enum note_kind kind)
{
    return (struct note){.kind = (uint8_t)kind, .name = NO_NAME, .text = NO_TEXT};
}

static bool text_read(struct reader *reader, enum note_kind kind)
{
    struct note note = make(kind);

    return read_text(reader, &note.text) && read_end(reader) && reader_add_note(reader, note);
}

bool say_read(struct reader *reader)
{
    return text_read(reader, NOTE_SAY);
}

bool speaker_read(struct reader *reader)
{
    return text_read(reader, NOTE_SPEAKER);
}

/* A text, or one bare word. */
bool mark_read(struct reader *reader)
{
    struct note note = make(NOTE_MARK);
    struct token word = scan_peek(&reader->scan);
    uint32_t name;

    if (word.length == 0) {
        if (!read_text(reader, &note.text))
            return false;
    } else if (!read_name(reader, '\0', &name)) {
        return false;
    } else if (!ops_add_text(reader->ops, word.start, word.length, &note.text)) {
        return reader_stop(reader, "", "out of memory");
    }
    return read_end(reader) && reader_add_note(reader, note);
}

bool stop_read(struct reader *reader)
{
    return read_end(reader) && reader_add_note(reader, make(NOTE_STOP));
}

/* ?, which has been taken, and the question in its own words if there are any. */
bool ask_read(struct reader *reader)
{
    struct note note = make(NOTE_ASK);

    return (scan_end(&reader->scan) || read_text(reader, &note.text)) && read_end(reader)
        && reader_add_note(reader, note);
}

/* ---- Expectations ---- */

struct quantity { const char *word; enum expect_kind kind; };

static const struct quantity quantities[] = {
    {"holes", EXPECT_HOLES}, {"blocks", EXPECT_BLOCKS}, {"nodes", EXPECT_NODES},
    {"pages", EXPECT_PAGES}, {"used", EXPECT_USED}, {"unused", EXPECT_UNUSED},
    { "largest", EXPECT_LARGEST },
};

static const struct quantity *find_quantity(struct token word)
{
    for (size_t i = 0; i < sizeof quantities / sizeof quantities[0]; i++)
        if (token_is(word, quantities[i].word))
            return &quantities[i];
    return NULL;
}

/* expect NAME at ADDRESS, expect NAME gone. */
static bool expect_block(struct reader *reader, struct note *note)
{
    size_t at;

    if (!read_name(reader, '\0', &note->name))
        return false;
    scan_end(&reader->scan);
    at = reader->scan.at;
    if (token_is(scan_peek(&reader->scan), "gone")) {
        scan_word(&reader->scan);
        note->expect = EXPECT_GONE;
        return true;
    }
    if (!token_is(scan_word(&reader->scan), "at"))
        return reader_fail(reader, at, "'at' and an address, or 'gone'",
                           "it is not said what to expect of the block");
    note->expect = EXPECT_AT;
    return read_address(reader, '\0', &note->value);
}

/* Words of quantities, and fails, may be names too: the word after tells. */
bool expect_read(struct reader *reader)
{
    struct note note = make(NOTE_EXPECT);
    struct scan ahead = reader->scan;
    struct token word = scan_word(&ahead), second = scan_peek(&ahead);
    const struct quantity *quantity = find_quantity(word);
    bool of_block = token_is(second, "at") || token_is(second, "gone");

    if (word.length == 0)
        return reader_fail(reader, word.at, "NAME at ADDRESS, NAME gone, fails, or holes, blocks, "
                           "nodes, pages, used, unused or largest and a number",
                           "an expectation is missing");
    if (token_is(word, "fails") && !of_block) {
        reader->scan = ahead;
        note.expect = EXPECT_FAILS;
    } else if (quantity != NULL && !of_block) {
        reader->scan = ahead;
        note.expect = (uint8_t)quantity->kind;
        if (!read_size(reader, '\0', &note.value))
            return false;
    } else if (!expect_block(reader, &note)) {
        return false;
    }
    return read_end(reader) && reader_add_note(reader, note);
}
