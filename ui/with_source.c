/* with_source.c: options, then the workload, then the verb's own work. */
#include "with_source.h"

#include "message.h"

/* false: a message was printed. */
static bool begin(struct source *source, const char *file)
{
    char why[512];

    if (source_begin(source, file, why, sizeof why))
        return true;
    complain("%s", why);
    return false;
}

static int with(const struct verb *verb, const struct option *table, int argc, char **argv,
                bool whole, source_work *work)
{
    struct options options;
    struct source source;
    const char *file;
    enum options_result result = options_read(&options, verb, table, argc, argv, &file);
    int status;

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (!(whole ? source_open(&source, file, options.progress) : begin(&source, file)))
        return STATUS_BAD;
    status = work(&source, &options);
    source_close(&source);
    return status;
}

int with_source(const struct verb *verb, const struct option *table, int argc, char **argv,
                source_work *work)
{
    return with(verb, table, argc, argv, true, work);
}

int with_source_begun(const struct verb *verb, const struct option *table, int argc, char **argv,
                      source_work *work)
{
    return with(verb, table, argc, argv, false, work);
}
