/* terminal.c: asks terminfo, without starting curses: nothing is sent and
 * nothing is set, so a terminal that will not do is left as it is. */
#include "terminal.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

static const char *string_capability(const char *name)
{
    const char *value = tigetstr((char *)name);
    return value == (char *)-1 ? NULL : value;
}

/* What `name` says; 0 with *why when there is no such entry. */
static bool load_entry(const char *name, int fd, const char **why)
{
    int error = 0;
    if (setupterm((char *)name, fd, &error) == 0)
        return true;
    *why = error < 0 ? "there is no terminfo database: install the one of your system"
                     : "the terminal's type is unknown: set TERM, or install its terminfo entry";
    return false;
}

static bool says_many_colours(void)
{
    const char *value = getenv("COLORTERM");
    return value && (strcmp(value, "truecolor") == 0 || strcmp(value, "24bit") == 0);
}

/* COLORTERM promises more than an entry such as "xterm" knows of: then its
 * sister with 256 colours is taken, where there is one. */
static void load_richer_entry(struct terminal *terminal, int fd)
{
    char richer[TERMINAL_NAME_SIZE];
    const char *why;
    int length = snprintf(richer, sizeof richer, "%s-256color", terminal->name);
    if (!says_many_colours() || tigetnum((char *)"colors") >= 256 || length < 0
        || (size_t)length >= sizeof richer)
        return;
    TERMINAL *poorer = cur_term;
    if (load_entry(richer, fd, &why)) {
        memcpy(terminal->name, richer, sizeof richer);
        del_curterm(poorer);
    }
}

static enum depth find_depth(const struct screen_options *options)
{
    int colours = tigetnum((char *)"colors");
    enum depth most = colours >= 256 ? DEPTH_256
        : colours >= 16              ? DEPTH_16
        : colours >= 8               ? DEPTH_8
                                     : DEPTH_NONE;
    const char *none = getenv("NO_COLOR");
    if (options->depth_set)
        return options->depth < most ? options->depth : most;
    return none && *none ? DEPTH_NONE : most;
}

/* Without UTF-8 in the locale curses itself can write nothing but ASCII. */
static enum glyphs find_glyphs(const struct screen_options *options, const char *name)
{
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        return GLYPHS_ASCII;
    if (options->glyphs_set)
        return options->glyphs;
    return strncmp(name, "linux", 5) == 0 ? GLYPHS_CONSOLE : GLYPHS_UTF8;
}

/* Adds a capability's bytes, without its padding ("$<5>"). */
static void add_bytes(char *out, size_t size, const char *bytes)
{
    size_t length = strlen(out);
    while (bytes && *bytes && length + 1 < size) {
        const char *end = bytes[0] == '$' && bytes[1] == '<' ? strchr(bytes, '>') : NULL;
        if (end)
            bytes = end + 1;
        else
            out[length++] = *bytes++;
    }
    out[length] = '\0';
}

/* Mouse off, colours and attributes off, keys and cursor as usual, and back
 * from the alternate screen; without one, to a fresh line. */
static void find_farewell(char *out, size_t size)
{
    static const char *const usual[] = {"sgr0", "op", "rmkx", "cnorm"};
    out[0] = '\0';
    if (string_capability("kmous"))
        add_bytes(out, size, "\033[?1006l\033[?1002l\033[?1000l");
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        add_bytes(out, size, string_capability(usual[i]));
    const char *leave = string_capability("rmcup");
    add_bytes(out, size, leave ? leave : "\r\n");
}

static bool fill_in(const struct screen_options *options, struct terminal *terminal, int fd,
                    const char **why)
{
    load_richer_entry(terminal, fd);
    if (!string_capability("cup")) {
        *why = "the terminal cannot place a cursor";
        return false;
    }
    terminal->depth = find_depth(options);
    terminal->glyphs = find_glyphs(options, terminal->name);
    find_farewell(terminal->farewell, sizeof terminal->farewell);
    return true;
}

bool terminal_find(const struct screen_options *options, struct terminal *terminal,
                   const char **why)
{
    const char *name = options->term ? options->term : getenv("TERM");
    if (!name || !*name || strlen(name) >= sizeof terminal->name) {
        *why = "the terminal's type is unknown: set TERM";
        return false;
    }
    strcpy(terminal->name, name);
    TERMINAL *before = cur_term;
    if (!load_entry(name, fileno(options->out), why))
        return false;
    bool good = fill_in(options, terminal, fileno(options->out), why);
    TERMINAL *asked = set_curterm(before);
    if (asked && asked != before)
        del_curterm(asked);
    return good;
}

void terminal_free_rows(int fd, int rows)
{
    const char *region = string_capability("csr");
    if (!region)
        return;
    const char *bytes = tparm((char *)region, 0, rows - 1, 0, 0, 0, 0, 0, 0, 0);
    if (bytes && write(fd, bytes, strlen(bytes)) < 0)
        return; /* then the frame will not get there either */
}

bool terminal_size(int fd, int *cols, int *rows)
{
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return false;
    *cols = size.ws_col;
    *rows = size.ws_row;
    return true;
}
