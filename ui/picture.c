/* picture.c: forms by their names' endings, and what is not said otherwise. */
#include "picture.h"

#include "back.h"
#include "message.h"

#include <string.h>
#include <strings.h>

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

enum picture picture_form(const struct options *options)
{
    static const struct { const char *ending; enum picture form; } endings[] = {
        {".svg", PICTURE_SVG},   {".html", PICTURE_HTML}, {".htm", PICTURE_HTML},
        {".ansi", PICTURE_ANSI}, {".ans", PICTURE_ANSI},  {".txt", PICTURE_TEXT},
        {".text", PICTURE_TEXT},
    };
    const char *slash, *dot, *name = options->output;

    if (options->to != PICTURE_UNSET || name == NULL)
        return options->to != PICTURE_UNSET ? options->to : PICTURE_TEXT;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(name, endings[i].ending))
            return endings[i].form;
    slash = strrchr(name, '/');
    name = slash != NULL ? slash + 1 : name;
    dot = strrchr(name, '.');
    if (dot == NULL || dot == name || dot[1] == '\0')
        return PICTURE_TEXT;
    complain("-o %s: its ending is none of .txt, .ansi, .svg and .html; say --to text, ansi, svg "
             "or html", options->output);
    return PICTURE_UNSET;
}

enum glyphs picture_glyphs(const struct options *options, enum picture form)
{
    bool lines = form == PICTURE_TEXT || form == PICTURE_ANSI;

    return options->ascii && lines ? GLYPHS_ASCII : GLYPHS_UTF8;
}

enum depth picture_depth(const struct options *options)
{
    return options->depth_set ? options->depth : DEPTH_256;
}

int picture_cols(const struct options *options)
{
    return options->cols > 0 ? options->cols : 100;
}

int picture_rows(const struct options *options)
{
    return options->rows > 0 ? options->rows : 30;
}

bool picture_write(const struct frame *frame, const struct options *options, enum theme theme,
                   enum picture form, FILE *out)
{
    if (form == PICTURE_SVG)
        return svg_write(frame, theme, out);
    if (form == PICTURE_ANSI)
        return ansi_write(frame, theme, picture_depth(options),
                          picture_glyphs(options, form), out);
    return text_write(frame, picture_glyphs(options, form), out);
}
