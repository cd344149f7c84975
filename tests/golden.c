/* golden.c: compares frames with golden files and prints what differs, row
 * by row, so that a person sees the two pictures and not a byte offset. */
#include "golden.h"

#include <check.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 60 /* differing rows printed */

static bool updating(void)
{
    const char *update = getenv("UPDATE");
    return update && *update && strcmp(update, "0") != 0;
}

static void golden_path(const char *file, char *out, size_t size)
{
    const char *srcdir = getenv("srcdir");
    int length = snprintf(out, size, "%s/tests/golden/%s", srcdir ? srcdir : ".", file);
    ck_assert_msg(length > 0 && (size_t)length < size, "the path of %s is too long", file);
}

/* The whole file, to be freed; NULL when there is none. */
static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return NULL;
    char *text = NULL;
    size_t size = 0, got;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    char buffer[4096];
    while ((got = fread(buffer, 1, sizeof buffer, in)) > 0)
        fwrite(buffer, 1, got, out);
    ck_assert_int_eq(fclose(out), 0);
    fclose(in);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    ck_assert_msg(out != NULL, "%s: %s", path, strerror(errno));
    fputs(text, out);
    ck_assert_int_eq(fclose(out), 0);
}

static size_t line_length(const char *text)
{
    return strcspn(text, "\n");
}

static const char *line_after(const char *text)
{
    text += line_length(text);
    return *text ? text + 1 : text;
}

/* Rows that are alike are left out; of the others the golden file's has '-'
 * before it and the frame's '+'. */
static void print_difference(const char *wanted, const char *found)
{
    int shown = 0;
    for (int row = 1; *wanted || *found; row++) {
        size_t w = line_length(wanted), f = line_length(found);
        if (w != f || memcmp(wanted, found, w) != 0) {
            if (shown++ < SHOWN_MAX)
                fprintf(stderr, "%4d - %.*s\n     + %.*s\n", row, (int)w, wanted, (int)f, found);
        }
        wanted = line_after(wanted);
        found = line_after(found);
    }
    if (shown > SHOWN_MAX)
        fprintf(stderr, "     and %d more rows\n", shown - SHOWN_MAX);
}

void golden_text(const char *text, const char *file)
{
    char path[1024];
    golden_path(file, path, sizeof path);
    char *wanted = read_file(path);
    if (wanted && strcmp(wanted, text) == 0) {
        free(wanted);
        return;
    }
    if (updating()) {
        write_file(path, text);
        free(wanted);
        return;
    }
    fprintf(stderr, "%s: - is the file, + what the program gives now\n", path);
    print_difference(wanted ? wanted : "", text);
    bool missing = !wanted;
    free(wanted);
    ck_abort_msg(missing ? "%s is missing (UPDATE=1 make check writes it)"
                         : "%s differs (UPDATE=1 make check accepts it)", path);
}

void golden_frame(const struct frame *frame, const char *name)
{
    char file[256];
    ck_assert_int_lt(snprintf(file, sizeof file, "%s.frame", name), (int)sizeof file);
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    bool written = frame_dump(frame, out);
    ck_assert_int_eq(fclose(out), 0);
    ck_assert(written);
    golden_text(text, file);
    free(text);
}
