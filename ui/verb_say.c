/* verb_say.c: `mems say`: a workload in words, for ears and for pipes. */
#include "message.h"
#include "saying.h"
#include "verb.h"
#include "with_source.h"

#include <unistd.h>

static const char usage[] =
    "Usage: mems say FILE [OPTION]...\n"
    "Say a workload in full sentences, one a line: what each operation did, where\n"
    "and why there, captions, chapters and stops. No cursor is moved. On a terminal\n"
    "it waits at each stop for a line: Enter goes on, help lists the words, such as\n"
    "where A, layout, why, back; elsewhere it says all. FILE is a workload, '-' for\n"
    "standard input, or the name of a lesson.\n"
    "\n"
    "  --at STEP         say this step alone, or begin to ask there: a step, a share,\n"
    "                    a chapter, what a search finds, or end\n"
    "  --at FROM..TO     say these steps\n"
    "  --layout          at each stop, and last, also how memory is laid out\n"
    "  --step            wait after each operation\n"
    "  --ask             ask also where there is no terminal, with lines from\n"
    "                    standard input\n"
    "  --ascii           ASCII characters only, signs in words\n"
    HEAP_USAGE
    LAST_USAGE
    "\n"
    "Exit status: 0; 1 when an expectation of the workload failed; 2 when it\n"
    "could not be read or run.\n";

/* A person who waits longer than a second is told why. */
static bool read_all(struct source *source, bool person)
{
    enum workload_state state;
    bool told = false;

    while ((state = source_go_on(source, 1000)) < WORKLOAD_READ) {
        if (person && !told && puts("The workload is being read.") != EOF)
            told = fflush(stdout) == 0;
    }
    if (state == WORKLOAD_READ)
        return true;
    source_complain(source, "nothing was said");
    return false;
}

static int say_source(struct source *source, const struct options *options)
{
    bool person = !source->from_stdin && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

    if ((options->ask || options->step) && source->from_stdin) {
        complain("say: the workload comes from standard input: there is nowhere to ask");
        return STATUS_BAD;
    }
    if (source->from_stdin && options->at == NULL && unpack_stream(source->unpack)->total == 0)
        return say_live(source, options);
    if (!read_all(source, person))
        return STATUS_BAD;
    if (person || options->ask)
        return say_asking(source, options, stdin, !isatty(STDIN_FILENO));
    return say_through(source, options);
}

static int run(int argc, char **argv)
{
    static const struct option table[] = {
        HEAP_OPTIONS,
        {"at", required_argument, NULL, OPTION_AT},
        {"layout", no_argument, NULL, OPTION_LAYOUT},
        {"step", no_argument, NULL, OPTION_STEP},
        {"ask", no_argument, NULL, OPTION_ASK},
        {"ascii", no_argument, NULL, OPTION_ASCII},
        LAST_OPTIONS
    };

    return with_source_begun(&verb_say, table, argc, argv, say_source);
}

const struct verb verb_say = {"say", "say a workload in words, for ears and for pipes", usage, run};
