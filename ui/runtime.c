/* runtime.c: a folder is opened without following a link, and then looked at: what was
 * checked is what was opened. */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* NULL: it is ours alone; else what is wrong with it. */
static const char *fault_of(const char *folder)
{
    struct stat there;
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool known = file >= 0 && fstat(file, &there) == 0;
    const char *why = known ? NULL : strerror(errno);

    if (file >= 0)
        close(file);
    if (!known)
        return why;
    if (there.st_uid != geteuid())
        return "it belongs to somebody else";
    return there.st_mode & (S_IRWXG | S_IRWXO) ? "others can enter it" : NULL;
}

static bool put_address(struct sockaddr_un *address, const char *folder, uint64_t name, char *why,
                        size_t size)
{
    int length = snprintf(address->sun_path, sizeof address->sun_path, "%s/mems-%016" PRIx64,
                          folder, name);

    if (length > 0 && (size_t)length < sizeof address->sun_path)
        return true;
    snprintf(why, size, "the name of %s is too long for a socket in it", folder);
    return false;
}

bool runtime_socket(uint64_t name, struct sockaddr_un *address, char *why, size_t size)
{
    const char *given = getenv("XDG_RUNTIME_DIR"), *fault;
    char folder[64];

    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (given != NULL && given[0] == '/' && fault_of(given) == NULL)
        return put_address(address, given, name, why, size);
    snprintf(folder, sizeof folder, "/tmp/mems-%ju", (uintmax_t)geteuid());
    if (mkdir(folder, S_IRWXU) != 0 && errno != EEXIST) {
        snprintf(why, size, "cannot make %s: %s", folder, strerror(errno));
        return false;
    }
    fault = fault_of(folder);
    if (fault == NULL)
        return put_address(address, folder, name, why, size);
    snprintf(why, size, "%s cannot be trusted: %s", folder, fault);
    return false;
}

bool runtime_is_own(int socket)
{
#ifdef SO_PEERCRED
    struct ucred peer;
    socklen_t length = sizeof peer;

    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0
           && peer.uid == geteuid();
#else
    uid_t user;
    gid_t group;

    return getpeereid(socket, &user, &group) == 0 && user == geteuid();
#endif
}
