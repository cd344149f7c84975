/* listener.c: the notes' end of the relay: connects when there is somebody, reads a few
 * lines at a time, and believes only those that are right in every detail. */
#include "relay.h"

#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define READS 16 /* at once; the rest waits */

bool listener_open(struct listener *listener, uint64_t name, char *why, size_t size)
{
    *listener = (struct listener){.socket = -1};
    return runtime_socket(name, &listener->address, why, size);
}

void listener_close(struct listener *listener)
{
    if (listener->socket >= 0)
        close(listener->socket);
    listener->socket = -1;
    listener->length = 0;
    listener->skips = false;
}

static bool reach(struct listener *listener)
{
    if (listener->socket >= 0)
        return true;
    listener->socket = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener->socket < 0)
        return false;
    if (fcntl(listener->socket, F_SETFD, FD_CLOEXEC) == 0
        && fcntl(listener->socket, F_SETFL, O_NONBLOCK) == 0
        && connect(listener->socket, (const struct sockaddr *)&listener->address,
                   sizeof listener->address) == 0
        && runtime_is_own(listener->socket))
        return true;
    listener_close(listener);
    return false;
}

/* A byte more; whether it ends a line that is one. */
static bool take(struct listener *listener, char byte, struct standing *standing)
{
    bool whole = byte == '\n' && !listener->skips
                 && standing_read(listener->line, listener->length, standing);

    if (byte == '\n') {
        listener->length = 0;
        listener->skips = false;
    } else if (listener->length < sizeof listener->line) {
        listener->line[listener->length++] = byte;
    } else {
        listener->skips = true;
    }
    return whole;
}

enum heard listener_look(struct listener *listener, struct standing *standing)
{
    bool heard = false;

    if (!reach(listener))
        return HEARD_NOBODY;
    for (int i = 0; i < READS; i++) {
        char bytes[256];
        ssize_t got = recv(listener->socket, bytes, sizeof bytes, MSG_DONTWAIT);

        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (got <= 0) {
            listener_close(listener);
            return heard ? HEARD : HEARD_NOBODY;
        }
        for (ssize_t at = 0; at < got; at++)
            heard |= take(listener, bytes[at], standing);
    }
    return heard ? HEARD : HEARD_NOTHING;
}
