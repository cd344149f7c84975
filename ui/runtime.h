/* runtime.h: the folder in which programs of one person meet: theirs alone, checked
 * each time, and who is at the other end of a socket there. */
#ifndef MEMS_UI_RUNTIME_H
#define MEMS_UI_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/un.h>

/* The address of the socket called `name`, in $XDG_RUNTIME_DIR when that is a folder
 * of ours that nobody else can enter or write, else in /tmp/mems-UID, which is made so
 * and has to be so. false: `why` says why there is none. */
bool runtime_socket(uint64_t name, struct sockaddr_un *address, char *why, size_t size);

/* Whether the process at the other end runs as the same user. */
bool runtime_is_own(int socket);

#endif
