/* resident.c: reads what Linux says in /proc. */
#include "resident.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The number of kilobytes after `label`, in bytes. */
static int64_t status_bytes(const char *label)
{
    char text[4096];
    const char *at;
    ssize_t length;
    int64_t kilobytes = 0;
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return -1;
    length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    at = strstr(text, label);
    if (at == NULL)
        return -1;
    for (at += strlen(label); *at == ' ' || *at == '\t'; at++)
        ;
    for (; *at >= '0' && *at <= '9'; at++)
        kilobytes = kilobytes * 10 + (*at - '0');
    return kilobytes * 1024;
}

int64_t resident_start(void)
{
    int file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    ssize_t wrote = file >= 0 ? write(file, "5", 1) : -1; /* 5: the peak is the present */

    if (file >= 0)
        close(file);
    return wrote == 1 ? status_bytes("VmRSS:") : -1;
}

int64_t resident_peak(void)
{
    return status_bytes("VmHWM:");
}
