/* folder.c: made by mkdtemp, so that nobody else can have it or foresee its name. */
#include "folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH 16 /* descriptors that the walk may hold */

bool folder_make(char folder[FOLDER_SIZE])
{
    const char *under = getenv("TMPDIR");
    char made[FOLDER_SIZE - 1];
    char *whole;

    if (under == NULL || under[0] != '/' || strlen(under) > FOLDER_SIZE / 2)
        under = "/tmp";
    snprintf(made, sizeof made, "%s/mems-judge.XXXXXX", under);
    if (mkdtemp(made) == NULL)
        return false;
    whole = realpath(made, NULL);
    if (whole != NULL && strlen(whole) < FOLDER_SIZE)
        memcpy(folder, whole, strlen(whole) + 1);
    else
        memcpy(folder, made, strlen(made) + 1);
    free(whole);
    return true;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    remove(path); /* one that stays keeps no other from going */
    return 0;
}

/* What cannot be entered or emptied as it is. */
static int open_up(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)where;
    if (type == FTW_DNR || type == FTW_D)
        chmod(path, 0700);
    return 0;
}

void folder_remove(const char *folder)
{
    if (folder[0] == '\0')
        return;
    nftw(folder, open_up, DEPTH, FTW_PHYS);
    nftw(folder, remove_one, DEPTH, FTW_PHYS | FTW_DEPTH);
}

char *folder_path(char *out, size_t size, const char *folder, const char *name)
{
    snprintf(out, size, "%s/%s", folder, name);
    return out;
}
