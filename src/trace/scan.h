/* scan.h: the lexer: the pieces of one line of a workload. On success a scan
 * stands behind the piece; on a fault, at the byte that is wrong, which is
 * the column to report. */
#ifndef MEMS_TRACE_SCAN_H
#define MEMS_TRACE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_MAX_BYTES 64

struct scan {
    const char *line;
    size_t length;
    size_t at; /* bytes from the line's start */
};

struct token {
    const char *start;
    size_t length;
    size_t at; /* where it begins */
};

enum scanned {
    SCANNED,
    SCAN_MISSING,   /* nothing there */
    SCAN_WRONG,     /* something else there */
    SCAN_TOO_LARGE, /* a number that does not fit in 64 bits */
    SCAN_TOO_LONG,  /* a name */
    SCAN_UNCLOSED,  /* a string without its closing quote */
    SCAN_ESCAPE,    /* a backslash before something else than " \ n */
    SCAN_CONTROL,   /* a control character in a string */
    SCAN_NOT_UTF8
};

/* The line without the CR of its CR LF. */
struct scan scan_line(const char *line, size_t length);

/* Steps over blanks; true: the line ends here, or a comment begins. */
bool scan_end(struct scan *scan);

/* Whether a piece may end here: at a blank, a comment or the line's end. */
bool scan_boundary(const struct scan *scan);

/* Takes `c` if it is the next byte. */
bool scan_take(struct scan *scan, char c);

/* After blanks, everything up to the next blank, comment or quote; empty at
 * the end. scan_peek does not step. */
struct token scan_word(struct scan *scan);
struct token scan_peek(struct scan *scan);
bool token_is(struct token token, const char *word);

/* These step over blanks first. A product is numbers with *, each with K, M or
 * G after it if wanted; blanks may stand around a *. A number or an address is
 * not followed by a boundary of necessity: the caller looks. */
enum scanned scan_number(struct scan *scan, uint64_t *number);
enum scanned scan_address(struct scan *scan, uint64_t *address); /* decimal or 0x */
enum scanned scan_product(struct scan *scan, uint64_t *product);

/* A name, up to a boundary or a +. */
enum scanned scan_name(struct scan *scan, struct token *name);

/* The text between quotes, its escapes resolved, in `out`, which must have
 * room for what is left of the line. */
enum scanned scan_string(struct scan *scan, char *out, size_t *length);

#endif
