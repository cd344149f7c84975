/* relay.c: the presenter's end. Every call returns at once: a listener that does not
 * read is owed the newest line, and no older one is kept for it. */
#include "relay.h"

#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static int new_socket(void)
{
    int made = socket(AF_UNIX, SOCK_STREAM, 0);

    if (made >= 0 && (fcntl(made, F_SETFD, FD_CLOEXEC) != 0
                      || fcntl(made, F_SETFL, O_NONBLOCK) != 0)) {
        close(made);
        return -1;
    }
    return made;
}

/* Whether nobody listens there: it was left behind by one who could not close it. */
static bool is_left(const struct sockaddr_un *address)
{
    int probe = new_socket();
    bool left = probe >= 0
                && connect(probe, (const struct sockaddr *)address, sizeof *address) != 0
                && errno == ECONNREFUSED;

    if (probe >= 0)
        close(probe);
    return left;
}

static bool bind_there(struct relay *relay)
{
    const struct sockaddr *address = (const struct sockaddr *)&relay->address;

    if (bind(relay->socket, address, sizeof relay->address) == 0)
        return true;
    if (errno != EADDRINUSE)
        return false;
    if (is_left(&relay->address) && unlink(relay->address.sun_path) == 0)
        return bind(relay->socket, address, sizeof relay->address) == 0;
    errno = EADDRINUSE;
    return false;
}

bool relay_open(struct relay *relay, uint64_t name, char *why, size_t size)
{
    bool bound;

    *relay = (struct relay){.socket = -1};
    for (int i = 0; i < LISTENERS; i++)
        relay->listeners[i].socket = -1;
    if (!runtime_socket(name, &relay->address, why, size))
        return false;
    relay->socket = new_socket();
    if (relay->socket < 0) {
        snprintf(why, size, "cannot make a socket: %s", strerror(errno));
        return false;
    }
    bound = bind_there(relay);
    if (bound && chmod(relay->address.sun_path, S_IRUSR | S_IWUSR) == 0 &&
        listen(relay->socket, LISTENERS) == 0)
        return true;
    if (errno == EADDRINUSE)
        snprintf(why, size, "this file is being presented already, and its notes follow that");
    else
        snprintf(why, size, "cannot listen at %s: %s", relay->address.sun_path, strerror(errno));
    if (bound)
        unlink(relay->address.sun_path);
    close(relay->socket);
    relay->socket = -1;
    return false;
}

static void drop(struct relay *relay, int i)
{
    close(relay->listeners[i].socket);
    relay->listeners[i].socket = -1;
}

void relay_close(struct relay *relay)
{
    for (int i = 0; i < LISTENERS; i++)
        if (relay->listeners[i].socket >= 0)
            drop(relay, i);
    if (relay->socket >= 0) {
        unlink(relay->address.sun_path);
        close(relay->socket);
    }
    relay->socket = -1;
}

/* Those that wait at the door, a few at a time. */
static void take_in(struct relay *relay)
{
    for (int i = 0; i < LISTENERS; i++) {
        int came, place = 0;

        came = accept(relay->socket, NULL, NULL);
        if (came < 0)
            return;
        while (place < LISTENERS && relay->listeners[place].socket >= 0)
            place++;
        if (place == LISTENERS || !runtime_is_own(came) || fcntl(came, F_SETFD, FD_CLOEXEC) != 0) {
            close(came);
            continue;
        }
        relay->listeners[place].socket = came;
        relay->listeners[place].owed = true;
    }
}

/* Whether it is still there, and silent, as listeners are. */
static bool listens(int socket)
{
    char byte;

    return recv(socket, &byte, 1, MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EINTR);
}

/* false: it is to be dropped. */
static bool send_line(const struct relay *relay, int i, bool *owed)
{
    ssize_t sent = send(relay->listeners[i].socket, relay->line, relay->length,
                        MSG_DONTWAIT | MSG_NOSIGNAL);

    *owed = sent < 0;
    return sent == (ssize_t)relay->length || (sent < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Whether the line is another one now. */
static bool renew(struct relay *relay, const struct standing *standing)
{
    struct standing told = {0};

    if (relay->length > 0 && standing_read(relay->line, relay->length - 1, &told)
        && told.file == standing->file && told.step == standing->step
        && told.blank == standing->blank)
        return false;
    relay->length = standing_write(standing, relay->line);
    return true;
}

void relay_tell(struct relay *relay, const struct standing *standing)
{
    bool is_new;

    if (relay->socket < 0)
        return;
    is_new = renew(relay, standing);
    take_in(relay);
    for (int i = 0; i < LISTENERS; i++) {
        if (relay->listeners[i].socket < 0)
            continue;
        relay->listeners[i].owed |= is_new;
        if (!listens(relay->listeners[i].socket)
            || (relay->listeners[i].owed && !send_line(relay, i, &relay->listeners[i].owed)))
            drop(relay, i);
    }
}
