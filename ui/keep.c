/* keep.c: an output for the app, whose words go to the screen and not to a stream. */
#include "keep.h"

#include "output.h"

#include <stdlib.h>

static void *begin(const char *name, bool replace, char *why, size_t size)
{
    struct output *output = malloc(sizeof *output);

    if (output != NULL && output_begin(output, name, replace, why, size))
        return output;
    free(output);
    return NULL;
}

static bool put(void *file, const char *bytes, size_t size)
{
    struct output *output = file;

    return fwrite(bytes, 1, size, output->stream) == size;
}

static bool end(void *file, bool good, char *why, size_t size)
{
    bool kept = output_end(file, good, why, size);

    free(file);
    return kept;
}

struct app_output keep_output(void)
{
    return (struct app_output){.begin = begin, .put = put, .end = end};
}
