/* build.h: what a student handed in, made into a library as the course makes it: by the
 * system's C compiler, from a header that holds the functions, a source, or a shared
 * object that is there already. All in a private folder that is removed in the end. */
#ifndef MEMS_JUDGE_BUILD_H
#define MEMS_JUDGE_BUILD_H

#include "folder.h"

#include <stdbool.h>
#include <stddef.h>

/* PAIR: a header that declares what the source beside it holds. */
enum build_kind { BUILD_HEADER, BUILD_SOURCE, BUILD_PAIR, BUILD_LIBRARY };

#define BUILD_SAID 4096
#define BUILD_PATH 4096

struct build {
    enum build_kind kind;
    char folder[FOLDER_SIZE];
    char file[BUILD_PATH];    /* what was handed in, as an absolute path */
    char beside[BUILD_PATH];  /* the folder that it lies in */
    char base[256];           /* its name there */
    char said[BUILD_SAID];    /* the first of what the compiler said */
    bool (*interrupted)(void);
};

/* false: `why` says why. In either case it ends with build_close. */
bool build_open(struct build *build, const char *file, char *why, size_t size);

/* Makes a library with pages of `page` bytes, 0: as the source says, whose path is put in
 * `library`. A shared object can only be had as it is. false: `why` says why in a
 * sentence, and build->said may hold what the compiler said. */
bool build_make(struct build *build, size_t page, char library[BUILD_PATH], char *why, size_t size);

/* Removes the folder; what else is known of it stays. Twice does nothing more. */
void build_close(struct build *build);

#endif
