/* print.c: operations, questions and expectations as lines of a workload, in a buffer of
 * any size: what does not fit is cut, never in the middle of a character. */
#include "ops.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

struct out {
    char *text;
    size_t size, length; /* length < size, once size > 0 */
};

static void put_char(struct out *out, char c)
{
    if (out->length + 1 < out->size) {
        out->text[out->length++] = c;
        out->text[out->length] = '\0';
    }
}

static void put(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct out *out, const char *format, ...)
{
    char piece[128]; /* a word, a name of at most 64 bytes, a number */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    for (const char *c = piece; *c != '\0'; c++)
        put_char(out, *c);
}

static void put_text(struct out *out, const char *text, size_t length)
{
    put_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            put(out, "\\n");
            continue;
        }
        if (text[i] == '"' || text[i] == '\\')
            put_char(out, '\\');
        put_char(out, text[i]);
    }
    put_char(out, '"');
}

static void put_place(struct out *out, const struct ops *ops, const struct op *op)
{
    if (op->name == NO_NAME)
        put(out, "@%" PRIu64, op->offset);
    else if (op->offset == 0)
        put(out, "%s", ops_name(ops, op->name));
    else
        put(out, "%s+%" PRIu64, ops_name(ops, op->name), op->offset);
}

/* Takes the rest of a character away that lost its end. */
static size_t finish(struct out *out)
{
    size_t lead = out->length;
    unsigned char c;

    if (out->length + 1 < out->size || out->length == 0)
        return out->length;
    while (lead > 0 && ((unsigned char)out->text[lead - 1] & 0xc0) == 0x80)
        lead--;
    c = lead > 0 ? (unsigned char)out->text[lead - 1] : 0;
    if (c >= 0xc0 && out->length - (lead - 1) < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u)) {
        out->length = lead - 1;
        out->text[out->length] = '\0';
    }
    return out->length;
}

static struct out begin(char *text, size_t size)
{
    if (size > 0)
        text[0] = '\0';
    return (struct out){.text = text, .size = size};
}

static void put_write(struct out *out, const struct ops *ops, const struct op *op)
{
    size_t length;
    const char *text;

    put(out, "write ");
    put_place(out, ops, op);
    put_char(out, ' ');
    if (op->text == NO_TEXT) {
        put(out, "%" PRId32, (int32_t)(uint32_t)op->size);
        return;
    }
    text = ops_text(ops, op->text, &length);
    put_text(out, text, length);
}

size_t ops_print(const struct ops *ops, const struct op *op, char *text, size_t size)
{
    struct out out = begin(text, size);

    switch ((enum op_kind)op->kind) {
    case OP_START:
        put(&out, "start");
        break;
    case OP_MALLOC:
        put(&out, "malloc %s %" PRIu64, ops_name(ops, op->name), op->size);
        break;
    case OP_REALLOC:
        put(&out, "realloc %s %" PRIu64, ops_name(ops, op->name), op->size);
        break;
    case OP_FREE:
        put(&out, "free ");
        put_place(&out, ops, op);
        break;
    case OP_GET:
        put(&out, "get ");
        put_place(&out, ops, op);
        break;
    case OP_WRITE:
        put_write(&out, ops, op);
        break;
    case OP_POLICY:
        put(&out, "policy %s", mems_policy_name((enum mems_policy)op->size));
        break;
    }
    return finish(&out);
}

size_t ops_print_ask(const struct ops *ops, const struct note *note, char *text, size_t size)
{
    struct out out = begin(text, size);
    size_t length;
    const char *own;

    put_char(&out, '?');
    if (note->text != NO_TEXT) {
        own = ops_text(ops, note->text, &length);
        put_char(&out, ' ');
        put_text(&out, own, length);
    }
    return finish(&out);
}

size_t ops_print_expect(const struct ops *ops, const struct note *note, char *text, size_t size)
{
    static const char *const words[] = {
        [EXPECT_HOLES] = "holes", [EXPECT_BLOCKS] = "blocks", [EXPECT_NODES] = "nodes",
        [EXPECT_PAGES] = "pages", [EXPECT_USED] = "used", [EXPECT_UNUSED] = "unused",
        [EXPECT_LARGEST] = "largest",
    };
    struct out out = begin(text, size);

    switch ((enum expect_kind)note->expect) {
    case EXPECT_AT:
        put(&out, "expect %s at %" PRIu64, ops_name(ops, note->name), note->value);
        break;
    case EXPECT_GONE:
        put(&out, "expect %s gone", ops_name(ops, note->name));
        break;
    case EXPECT_FAILS:
        put(&out, "expect fails");
        break;
    default:
        put(&out, "expect %s %" PRIu64, words[note->expect], note->value);
        break;
    }
    return finish(&out);
}

size_t ops_print_note(const struct ops *ops, const struct note *note, char *text, size_t size)
{
    struct out out = begin(text, size);
    const char *words;
    size_t length;

    if (note->kind == NOTE_EXPECT)
        return ops_print_expect(ops, note, text, size);
    if (note->kind == NOTE_ASK)
        return ops_print_ask(ops, note, text, size);
    if (note->kind == NOTE_STOP) {
        put(&out, "stop");
        return finish(&out);
    }
    words = ops_text(ops, note->text, &length);
    put(&out, note->kind == NOTE_SAY ? "say " : note->kind == NOTE_SPEAKER ? "note " : "mark ");
    put_text(&out, words, length);
    return finish(&out);
}
