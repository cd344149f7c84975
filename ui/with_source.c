/* with_source.c: options, then the workload, then the verb's own work. */
#include "with_source.h"

#include "message.h"

int with_source(const struct verb *verb, const struct option *table, int argc, char **argv,
                source_work *work)
{
    struct options options;
    struct source source;
    const char *file;
    enum options_result result = options_read(&options, verb, table, argc, argv, &file);
    int status;

    if (result != OPTIONS_GOOD)
        return result == OPTIONS_HELP ? STATUS_OK : STATUS_BAD;
    if (!source_open(&source, file, options.progress))
        return STATUS_BAD;
    status = work(&source, &options);
    source_close(&source);
    return status;
}
