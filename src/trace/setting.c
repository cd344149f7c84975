/* setting.c: the settings of the heap. Each is made at most once, before the
 * first operation, and in the range that the heap takes. */
#include "reader.h"

#include <inttypes.h>

static const char *const setting_names[SETTINGS] = {
    [SET_PAGE] = "page", [SET_START] = "start", [SET_ALIGN] = "align", [SET_JOIN] = "join",
    [SET_POLICY] = "policy",
};

/* A number in its range, or what the heap would say about it. */
static bool check(struct reader *reader, size_t at, bool good, enum mems_error error)
{
    if (good)
        return true;
    return reader_fail(reader, at, "", "%s", mems_error_text(error));
}

static size_t value_at(struct reader *reader)
{
    scan_end(&reader->scan);
    return reader->scan.at;
}

static bool read_page(struct reader *reader, struct mems_options *options)
{
    size_t at = value_at(reader);
    uint64_t size;

    if (!read_size(reader, '\0', &size) || !read_end(reader)
        || !check(reader, at, size >= 1 && size <= UINT64_C(1) << 30, MEMS_BAD_PAGE_SIZE))
        return false;
    options->page_size = (size_t)size;
    return true;
}

static bool read_start(struct reader *reader, struct mems_options *options)
{
    size_t at = value_at(reader);
    uint64_t start;

    if (!read_address(reader, '\0', &start) || !read_end(reader)
        || !check(reader, at, start >= 1 && start <= UINT64_C(1) << 40, MEMS_BAD_START))
        return false;
    options->start = start;
    return true;
}

static bool read_align(struct reader *reader, struct mems_options *options)
{
    size_t at = value_at(reader);
    uint64_t align;

    if (!read_size(reader, '\0', &align) || !read_end(reader)
        || !check(reader, at, align >= 1 && align <= 4096 && (align & (align - 1)) == 0,
                  MEMS_BAD_ALIGNMENT))
        return false;
    options->align = (size_t)align;
    return true;
}

static bool read_join(struct reader *reader, struct mems_options *options)
{
    size_t at = value_at(reader);
    struct token word = scan_word(&reader->scan);
    char quoted[QUOTE_SIZE];

    if (word.length == 0)
        return reader_fail(reader, at, "on or off", "on or off is missing");
    if (!token_is(word, "on") && !token_is(word, "off"))
        return reader_fail(reader, at, "on or off", "%s is neither on nor off",
                           quote(quoted, word.start, word.length));
    if (!read_end(reader))
        return false;
    options->join = token_is(word, "on");
    return true;
}

static bool read_value(struct reader *reader, enum setting setting, struct mems_options *options)
{
    switch (setting) {
    case SET_PAGE: return read_page(reader, options);
    case SET_START: return read_start(reader, options);
    case SET_ALIGN: return read_align(reader, options);
    case SET_JOIN: return read_join(reader, options);
    default: return read_policy(reader, &options->policy) && read_end(reader);
    }
}

/* From the first operation on, policy is an operation itself. */
static bool read_switch(struct reader *reader)
{
    struct op op = {.kind = OP_POLICY, .name = NO_NAME, .text = NO_TEXT};
    enum mems_policy policy;

    if (!read_policy(reader, &policy) || !read_end(reader))
        return false;
    op.size = policy;
    return reader_add(reader, op);
}

bool setting_read(struct reader *reader, enum setting setting, size_t word_at)
{
    const char *name = setting_names[setting];

    if (setting == SET_POLICY && (reader->operated || reader->typed))
        return read_switch(reader);
    if (reader->operated)
        return reader_fail(reader, word_at, "settings before the first operation",
                           "'%s' comes too late", name);
    if (reader->set[setting] != 0)
        return reader_fail(reader, word_at, "each setting once",
                           "'%s' was already set in line %" PRIu64, name, reader->set[setting]);
    reader->set[setting] = reader->line;
    return read_value(reader, setting, ops_options(reader->ops));
}
