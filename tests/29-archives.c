/* 29-archives.c: a workload in an archive is the same workload; one that is cut
 * off, damaged or greedy is a problem that says so, and never anything else. */
#include "require.h"
#include "run.h"
#include "unpack.h"
#include "workload.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define MOST 4096
#define MAGIC_MOST 6 /* bytes that tell what it is */

struct bytes {
    unsigned char at[MOST];
    size_t size;
};

static const struct { const char *file, *name; bool built; } archives[] = {
#ifdef HAVE_ZLIB
    {"small.rep.gz", "gzip", true},
#else
    {"small.rep.gz", "gzip", false},
#endif
#ifdef HAVE_LZMA
    {"small.rep.xz", "xz", true},
#else
    {"small.rep.xz", "xz", false},
#endif
#ifdef HAVE_ZSTD
    {"small.rep.zst", "zstd", true},
#else
    {"small.rep.zst", "zstd", false},
#endif
};
#define ARCHIVES ((int)(sizeof archives / sizeof archives[0]))

static struct bytes load(const char *file)
{
    const char *srcdir = getenv("srcdir");
    struct bytes bytes;
    char path[1000];
    FILE *in;

    snprintf(path, sizeof path, "%s/tests/data/%s", srcdir != NULL ? srcdir : ".", file);
    in = fopen(path, "r");
    ck_assert_msg(in != NULL, "%s", path);
    bytes.size = fread(bytes.at, 1, MOST, in);
    ck_assert_uint_lt(bytes.size, MOST);
    fclose(in);
    return bytes;
}

static void append(struct bytes *bytes, const void *more, size_t size)
{
    ck_assert_uint_le(bytes->size + size, MOST);
    memcpy(bytes->at + bytes->size, more, size);
    bytes->size += size;
}

/* The operations as text; NULL and the first problem's words in `what`. */
static char *read_as_text(const struct bytes *bytes, char *what, size_t size)
{
    static char all[20000];
    struct ops *ops = ops_open();
    FILE *in = fmemopen((void *)(uintptr_t)bytes->at, bytes->size, "r");
    struct problems problems;
    char *text = all;
    bool good = workload_read(ops, in, &problems, NULL, NULL);

    snprintf(what, size, "%s", good ? "" : problems.list[0].what);
    for (size_t i = 1; good && i < ops_count(ops); i++) {
        struct op op = ops_at(ops, i);

        text += ops_print(ops, &op, text, 100);
        *text++ = '\n';
    }
    *text = '\0';
    REQUIRE(good || ops_count(ops) == 1);
    fclose(in);
    ops_close(ops);
    return good ? all : NULL;
}

static void check_text(const struct bytes *bytes, const char *wanted)
{
    char what[200], *text = read_as_text(bytes, what, sizeof what);

    REQUIRE_MSG(text != NULL, "%s", what);
    REQUIRE(strcmp(text, wanted) == 0);
}

/* The problem's words begin and go on so. */
static void check_problem(const struct bytes *bytes, const char *begins, const char *holds)
{
    char what[200];

    REQUIRE(read_as_text(bytes, what, sizeof what) == NULL);
    REQUIRE_MSG(strncmp(what, begins, strlen(begins)) == 0, "%s", what);
    REQUIRE_MSG(strstr(what, holds) != NULL, "%s", what);
}

static char *plain_text(void)
{
    struct bytes bytes = load("small.rep");
    char what[200], *text = read_as_text(&bytes, what, sizeof what);

    ck_assert_ptr_nonnull(text);
    return strdup(text);
}

START_TEST(an_archive_is_read)
{
    struct bytes bytes = load(archives[_i].file);
    char *wanted = plain_text();

    if (archives[_i].built)
        check_text(&bytes, wanted);
    else
        check_problem(&bytes, "the file is compressed with", "was built without");
    free(wanted);
}
END_TEST

/* The first half of the same text, then the second, each an archive. */
START_TEST(archives_in_a_row_are_one)
{
    char name[100], *wanted = plain_text();
    struct bytes two;

    snprintf(name, sizeof name, "two.%s", archives[_i].file);
    two = load(name);
    if (archives[_i].built)
        check_text(&two, wanted);
    append(&two, load(archives[_i].file).at, load(archives[_i].file).size);
    if (archives[_i].built)
        check_problem(&two, "'1000' is no word", ""); /* a header, not at the start */
    free(wanted);
}
END_TEST

/* At every byte: either nothing is there, or it says that it is cut off. */
START_TEST(an_archive_that_is_cut_off)
{
    struct bytes bytes = load(archives[_i].file);
    size_t whole = bytes.size;

    for (size_t size = 7; archives[_i].built && size < whole; size++) {
        bytes.size = size;
        check_problem(&bytes, "the file is cut off: its ", archives[_i].name);
    }
}
END_TEST

/* A bit of every byte wrong once: never other operations than those that were
 * packed, or a problem, which is the file's and not that of a line that came out
 * wrong. Without its first bytes it is no archive. */
START_TEST(an_archive_that_is_damaged)
{
    struct bytes bytes = load(archives[_i].file);
    char *wanted = plain_text(), what[200], *text;
    int problems = 0;

    for (size_t i = 0; archives[_i].built && i < bytes.size; i++) {
        unsigned char bit = (unsigned char)(1u << i * 5 % 8);

        bytes.at[i] ^= bit;
        text = read_as_text(&bytes, what, sizeof what);
        problems += text == NULL;
        REQUIRE_MSG(text == NULL || strcmp(text, wanted) == 0, "byte %zu", i);
        REQUIRE_MSG(text != NULL || i < MAGIC_MOST || strncmp(what, "the file ", 9) == 0,
                    "byte %zu: %s", i, what);
        bytes.at[i] ^= bit;
    }
    ck_assert(!archives[_i].built || problems > (int)bytes.size * 3 / 4);
    free(wanted);
}
END_TEST

START_TEST(something_else_behind_it)
{
    struct bytes bytes = load(archives[_i].file);

    append(&bytes, "and something else", 18);
    if (archives[_i].built)
        check_problem(&bytes, "the file is ", archives[_i].name);
}
END_TEST

START_TEST(an_archive_that_wants_too_much)
{
    static const char *const files[] = {"greedy.rep.xz", "greedy.rep.zst"};

    for (int i = 0; i < 2; i++) {
        struct bytes bytes = load(files[i]);

        if (archives[i + 1].built)
            check_problem(&bytes, "the file wants more than 128 MiB of memory", "unpack it first");
    }
}
END_TEST

START_TEST(archives_that_are_known_by_name)
{
    struct bytes bytes = {.size = 0};

    append(&bytes, "BZh91AY&SY", 10);
    check_problem(&bytes, "the file is compressed with bzip2", "bzip2 -dc FILE | mems -");
    bytes.size = 0;
    append(&bytes, "PK\003\004rest", 8);
    check_problem(&bytes, "the file is compressed with zip", "unzip");
}
END_TEST

/* What only looks like the beginning of one is text. */
START_TEST(text_that_begins_alike)
{
    struct bytes bytes = {.size = 0};

    append(&bytes, "(\n", 2);
    check_problem(&bytes, "'(' is no word", "");
    bytes.size = 0;
    append(&bytes, "P", 1);
    check_problem(&bytes, "'P' is no word", "");
    bytes.size = 0;
    check_text(&bytes, "");
}
END_TEST

/* What is neither is said so; but a line that says nothing may hold what it likes. */
START_TEST(binary_data)
{
    static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\n";
    static const char coloured[] = "# \x1b[1m\x1b[2m\x1b[3m\x1b[4m\x1b[5m\nmallok A 1\n";
    struct bytes bytes = {.size = 0};

    append(&bytes, picture, sizeof picture - 1);
    check_problem(&bytes, "not a workload: binary data", "");
    bytes.size = 0;
    append(&bytes, coloured, sizeof coloured - 1);
    check_problem(&bytes, "'mallok' is no word", "");
}
END_TEST

/* ---- A stream that comes in drops ---- */

struct drops {
    struct stream stream;
    struct bytes bytes;
    size_t at;
    unsigned calls;
};

/* Every other time there is nothing yet; then there is one byte. */
static ptrdiff_t read_drop(struct stream *stream, void *bytes, size_t size)
{
    struct drops *drops = (struct drops *)stream;

    REQUIRE(size > 0);
    if (drops->calls++ % 2 == 0)
        return STREAM_WAIT;
    if (drops->at == drops->bytes.size)
        return STREAM_END;
    memcpy(bytes, drops->bytes.at + drops->at++, 1);
    stream->taken++;
    return 1;
}

START_TEST(an_archive_that_comes_in_drops)
{
    struct drops drops = {.stream = {.read = read_drop}, .bytes = load(archives[_i].file)};
    struct unpack *unpack = unpack_open(&drops.stream);
    struct stream *stream = unpack_stream(unpack);
    struct bytes plain = load("small.rep"), out = {.size = 0};
    unsigned char piece[3]; /* less room than there may be bytes */
    ptrdiff_t got = 1;
    int waits = 0;

    while (archives[_i].built && got != STREAM_END) {
        got = stream->read(stream, piece, sizeof piece);
        REQUIRE_MSG(got != STREAM_FAILED, "%s", stream->what);
        waits += got == STREAM_WAIT;
        if (got > 0)
            append(&out, piece, (size_t)got);
    }
    if (archives[_i].built) {
        ck_assert_int_gt(waits, (int)drops.bytes.size);
        ck_assert_uint_eq(out.size, plain.size);
        ck_assert_mem_eq(out.at, plain.at, plain.size);
        ck_assert_uint_eq(stream->taken, drops.bytes.size);
    }
    unpack_close(unpack);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("archives");
    TCase *archive = tcase_create("archive");

    tcase_set_timeout(archive, 30);
    tcase_add_loop_test(archive, an_archive_is_read, 0, ARCHIVES);
    tcase_add_loop_test(archive, archives_in_a_row_are_one, 0, ARCHIVES);
    tcase_add_loop_test(archive, an_archive_that_is_cut_off, 0, ARCHIVES);
    tcase_add_loop_test(archive, an_archive_that_is_damaged, 0, ARCHIVES);
    tcase_add_loop_test(archive, something_else_behind_it, 0, ARCHIVES);
    tcase_add_loop_test(archive, an_archive_that_comes_in_drops, 0, ARCHIVES);
    tcase_add_test(archive, an_archive_that_wants_too_much);
    tcase_add_test(archive, archives_that_are_known_by_name);
    tcase_add_test(archive, text_that_begins_alike);
    tcase_add_test(archive, binary_data);
    suite_add_tcase(suite, archive);
    return run_suite(suite);
}
