/* printed_read.c: characters to tokens, tokens to prints. Of the text no more is held than
 * the last words of a line and a number: a line may be as long as it likes. */
#include "printed.h"

#include "array.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define LABEL_SIZE 64
#define WORD_SIZE 16
#define CHUNK 16384

enum place { OUTSIDE, LABELLED, PAIR, LIST, SKIPPED }; /* LABELLED: after "Pages used:" */
enum escape { NO_ESCAPE, AFTER_ESCAPE, IN_SEQUENCE };

struct printed_reader {
    struct stream *from;
    char chunk[CHUNK];
    size_t at, filled;

    struct printed *out;
    bool begun, totals_seen;    /* of the print that is being read */
    bool header_seen;           /* that of the next one, at the end of this */
    uint64_t header_line;
    bool in_node, implied;      /* a line of segments without MAIN is a node, too */
    bool no_memory;
    uint64_t line;

    enum escape escape;
    char label[LABEL_SIZE];     /* letters of the line so far, small, the last of them */
    size_t label_length;
    char word[WORD_SIZE];       /* the last word */
    size_t word_length;
    bool word_open;             /* it may go on */
    size_t dashes, others;      /* characters of the line */

    enum place place;
    int total;                  /* LABELLED: which */
    char kind;                  /* PAIR: P, H or M */
    uint64_t number;
    bool number_open, hexadecimal;
    uint64_t pair[2];
    int pair_count;
};

/* ---- Prints ---- */

static bool add_segment(struct printed_reader *reader, uint64_t start, uint64_t end)
{
    struct printed *out = reader->out;

    if (!reader->in_node && !printed_add_node(out, start, end))
        return false;
    reader->implied |= !reader->in_node;
    reader->in_node = true;
    if (reader->implied)
        out->nodes[out->node_count - 1].end = end;
    return printed_add(out, start, end, reader->kind == 'P');
}

static bool add_length(struct printed *out, uint64_t length)
{
    uint64_t *lengths = array_grow(out->lengths, &out->length_room,
                                   (size_t)out->length_count + 1, sizeof *lengths);

    if (lengths == NULL)
        return false;
    out->lengths = lengths;
    lengths[out->length_count++] = length;
    return true;
}

/* ---- Tokens ---- */

static bool label_has(const struct printed_reader *reader, const char *words)
{
    return strstr(reader->label, words) != NULL;
}

static bool word_is(const struct printed_reader *reader, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(reader->word, *words) == 0)
            return true;
    return false;
}

/* What a bracket after the last word holds; 0: nothing that we know. */
static char kind_of_word(const struct printed_reader *reader)
{
    static const char *const process[] = {"p", "proc", "process", NULL};
    static const char *const hole[] = {"h", "hole", NULL};
    static const char *const node[] = {"main", "node", "mainnode", NULL};

    if (word_is(reader, process))
        return 'P';
    if (word_is(reader, hole))
        return 'H';
    return word_is(reader, node) ? 'M' : 0;
}

static void open_bracket(struct printed_reader *reader)
{
    reader->kind = kind_of_word(reader);
    reader->pair_count = 0;
    reader->number_open = false;
    reader->place = reader->kind != 0 ? PAIR : SKIPPED;
    if (label_has(reader, "sub") && label_has(reader, "chain") && label_has(reader, "length"))
        reader->place = LIST;
    if (reader->place == LIST) {
        reader->begun = reader->totals_seen = true;
        reader->out->lengths_told = true;
        reader->out->length_count = 0;
    }
}

/* The words before a colon: a total, or none that we know. */
static void open_label(struct printed_reader *reader)
{
    static const char *const labels[PRINTED_TOTALS] = {
        [PRINTED_PAGES] = "pages used", [PRINTED_UNUSED] = "space unused",
        [PRINTED_LENGTH] = "main chain length",
    };

    for (int i = 0; i < PRINTED_TOTALS; i++) {
        if (label_has(reader, labels[i])) {
            reader->place = LABELLED;
            reader->total = i;
            reader->number_open = false;
        }
    }
}

static void take_number(struct printed_reader *reader)
{
    reader->number_open = false;
    if (reader->place == LABELLED) {
        reader->out->totals[reader->total] = reader->number;
        reader->out->told[reader->total] = true;
        reader->begun = reader->totals_seen = true;
        reader->place = OUTSIDE;
    } else if (reader->place == PAIR) {
        if (reader->pair_count < 2)
            reader->pair[reader->pair_count] = reader->number;
        reader->pair_count++;
    } else if (reader->out->length_count >= PRINTED_MOST) {
        reader->out->broken = true;
    } else if (!add_length(reader->out, reader->number)) {
        reader->no_memory = true;
    }
}

static bool is_digit_here(const struct printed_reader *reader, char c)
{
    return reader->number_open && reader->hexadecimal ? isxdigit((unsigned char)c) != 0
                                                      : isdigit((unsigned char)c) != 0;
}

static void add_digit(struct printed_reader *reader, char c)
{
    uint64_t base = reader->hexadecimal ? 16 : 10;
    uint64_t digit = (uint64_t)(isdigit((unsigned char)c) ? c - '0'
                                                          : tolower((unsigned char)c) - 'a' + 10);

    if (reader->number > (PRINTED_LARGEST - digit) / base) {
        reader->out->broken = true;
        return;
    }
    reader->number = reader->number * base + digit;
}

/* A character where numbers may stand. */
static void read_number(struct printed_reader *reader, char c)
{
    if (!reader->number_open && isdigit((unsigned char)c)) {
        reader->number_open = true;
        reader->hexadecimal = false;
        reader->number = (uint64_t)(c - '0');
    } else if (is_digit_here(reader, c)) {
        add_digit(reader, c);
    } else if (reader->number_open && (c == 'x' || c == 'X') && reader->number == 0) {
        reader->hexadecimal = true;
    } else if (reader->number_open) {
        take_number(reader);
    }
}

/* Whether what was read so far is a print of its own, now that another begins. */
static bool ends_before_pair(const struct printed_reader *reader)
{
    const struct printed *out = reader->out;

    return out->node_count > 0 &&
           (reader->totals_seen ||
            (reader->kind == 'M' && reader->pair[0] == out->nodes[0].start));
}

static void close_pair(struct printed_reader *reader)
{
    struct printed *out = reader->out;
    bool good;

    if (reader->pair_count != 2)
        return;
    if (out->node_count >= PRINTED_MOST || out->segment_count >= PRINTED_MOST) {
        out->broken = true;
        return;
    }
    if (reader->kind == 'M') {
        reader->in_node = true;
        reader->implied = false;
    }
    good = reader->kind == 'M' ? printed_add_node(out, reader->pair[0], reader->pair[1])
                               : add_segment(reader, reader->pair[0], reader->pair[1]);
    reader->no_memory |= !good;
    if (!reader->begun)
        out->line = reader->line;
    reader->begun = true;
}

/* ---- Characters ---- */

static void add_letter(struct printed_reader *reader, char c)
{
    char small = (char)tolower((unsigned char)c);

    if (reader->label_length == LABEL_SIZE - 1) { /* its second half is enough */
        memmove(reader->label, reader->label + LABEL_SIZE / 2, LABEL_SIZE / 2);
        reader->label_length -= LABEL_SIZE / 2;
    }
    reader->label[reader->label_length++] = small;
    reader->label[reader->label_length] = '\0';
    if (small == ' ')
        return;
    if (!reader->word_open)
        reader->word_length = 0;
    reader->word_open = true;
    if (reader->word_length < WORD_SIZE - 1)
        reader->word[reader->word_length++] = small;
    reader->word[reader->word_length] = '\0';
}

static void add_blank(struct printed_reader *reader)
{
    reader->word_open = false;
    if (reader->label_length > 0 && reader->label[reader->label_length - 1] != ' ')
        add_letter(reader, ' ');
}

static void forget_words(struct printed_reader *reader)
{
    reader->label_length = reader->word_length = 0;
    reader->label[0] = reader->word[0] = '\0';
    reader->word_open = false;
}

/* A line that is over. true: so is the print. */
static bool end_line(struct printed_reader *reader)
{
    bool rule = reader->dashes >= 4 && reader->others == 0;
    bool header = reader->dashes >= 2 && label_has(reader, "stats");
    bool over;

    if (reader->number_open)
        take_number(reader);
    over = (reader->out->node_count > 0 || reader->totals_seen) && (rule || header);
    reader->header_seen = over && header;
    reader->header_line = reader->line;
    if (header && !over) {
        reader->begun = true;
        reader->out->line = reader->line;
    }
    reader->in_node = reader->in_node && !reader->implied;
    reader->place = OUTSIDE;
    reader->line++;
    reader->dashes = reader->others = 0;
    forget_words(reader);
    return over;
}

/* Passes over what colours a terminal. true: the character is a part of it. */
static bool in_escape(struct printed_reader *reader, char c)
{
    if (c == '\033') {
        reader->escape = AFTER_ESCAPE;
        return true;
    }
    if (reader->escape == NO_ESCAPE)
        return false;
    if (reader->escape == AFTER_ESCAPE && c == '[')
        reader->escape = IN_SEQUENCE;
    else if (reader->escape == AFTER_ESCAPE || (c >= '@' && c <= '~') || c == '\n')
        reader->escape = NO_ESCAPE;
    return c != '\n';
}

static void read_outside(struct printed_reader *reader, char c)
{
    if (c == '[' || c == '(' || c == '{')
        open_bracket(reader);
    else if (c == ':')
        open_label(reader);
    else if (isalpha((unsigned char)c))
        add_letter(reader, c);
    else if (c == ' ' || c == '\t' || c == '-' || c == '_')
        add_blank(reader);
}

static bool closes(char c)
{
    return c == ']' || c == ')' || c == '}';
}

/* One character. true: the print is over; it belongs to what follows where the print
 * was not over before it, which *again says. */
static bool read_character(struct printed_reader *reader, char c, bool *again)
{
    *again = false;
    if (in_escape(reader, c))
        return false;
    if (c == '\n')
        return end_line(reader);
    reader->dashes += c == '-' || c == '=' || c == '*';
    reader->others += c != '-' && c != '=' && c != '*' && !isspace((unsigned char)c);
    if (reader->place == OUTSIDE || (reader->place == LABELLED && c == '[')) {
        read_outside(reader, c);
        return false;
    }
    if (reader->place != SKIPPED)
        read_number(reader, c);
    if (!closes(c) || reader->place == OUTSIDE || reader->place == LABELLED)
        return false;
    if (reader->place == PAIR && reader->pair_count == 2 && ends_before_pair(reader)) {
        *again = true; /* the pair is whole; its bracket closes it in the next print */
        return true;
    }
    if (reader->place == PAIR)
        close_pair(reader);
    reader->place = OUTSIDE;
    forget_words(reader);
    return false;
}

/* ---- Reading ---- */

struct printed_reader *printed_open(struct stream *from)
{
    struct printed_reader *reader = calloc(1, sizeof *reader);

    if (reader != NULL) {
        reader->from = from;
        reader->line = 1;
    }
    return reader;
}

void printed_finish(struct printed_reader *reader)
{
    free(reader);
}

static ptrdiff_t refill(struct printed_reader *reader)
{
    ptrdiff_t got;

    do
        got = reader->from->read(reader->from, reader->chunk, sizeof reader->chunk);
    while (got == STREAM_AGAIN || got == STREAM_WAIT);
    reader->at = 0;
    reader->filled = got > 0 ? (size_t)got : 0;
    return got;
}

static enum printed_result finished(struct printed_reader *reader)
{
    if (reader->no_memory)
        return PRINTED_NO_MEMORY;
    printed_settle(reader->out);
    reader->begun = reader->header_seen;
    reader->totals_seen = reader->header_seen = reader->in_node = false;
    return PRINTED_ONE;
}

enum printed_result printed_next(struct printed_reader *reader, struct printed *printed)
{
    bool again;

    printed_clear(printed);
    reader->out = printed;
    if (reader->begun)
        printed->line = reader->header_line;
    for (;;) {
        while (reader->at < reader->filled) {
            bool over = read_character(reader, reader->chunk[reader->at], &again);

            reader->at += !again;
            if (over || reader->no_memory)
                return finished(reader);
        }
        ptrdiff_t got = refill(reader);

        if (got == STREAM_FAILED)
            return PRINTED_FAILED;
        if (got == STREAM_END) {
            end_line(reader);
            return reader->begun ? finished(reader) : PRINTED_END;
        }
    }
}
