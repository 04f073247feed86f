"""`articlelint completions`: what a shell completes. The scripts are made of the parsers, so that no flag is told twice."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from articlelint.cli import console
from articlelint.cli.parser import Commands, one_of

_SHELLS = ("bash", "zsh", "fish", "powershell")
_DESCRIPTION = "Print the completions of a shell: commands, options and their values."
_EPILOG = """\
exit status:
  0  done
  2  bad usage, bad config, an unreadable path, an internal error

examples:
  articlelint completions bash > ~/.local/share/bash-completion/completions/articlelint  bash
  articlelint completions zsh > ~/.zfunc/_articlelint                                    zsh, with ~/.zfunc in $fpath
  articlelint completions fish > ~/.config/fish/completions/articlelint.fish             fish
  articlelint completions powershell >> $PROFILE                                         PowerShell
"""


def add(commands: Commands) -> None:
    """Declares the command's options."""
    parser = commands.add_parser(
        "completions", help="print shell completions", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.set_defaults(run=_run)
    parser.add_argument("shell", type=one_of(_SHELLS), choices=_SHELLS, metavar="SHELL", help=", ".join(_SHELLS))


def _run(options: argparse.Namespace) -> int:
    console.say_data("\n".join(_SCRIPTS[options.shell](_commands(options.all_commands()))) + "\n")
    return 0


class _Option(NamedTuple):
    """An option: its flags, what it does, and what stands behind it: one of `values`, a file, a word, or nothing."""

    flags: tuple[str, ...]
    help: str
    values: tuple[str, ...]
    takes: str
    repeats: bool


class _Command(NamedTuple):
    """A command: its options, and what its arguments are: some of `values`, or files."""

    name: str
    help: str
    options: tuple[_Option, ...]
    values: tuple[str, ...]


def _commands(all_commands: Commands) -> list[_Command]:
    """What the parsers declare."""
    found: list[_Command] = []
    for name, parser in all_commands.parsers.items():
        options = tuple(_option(each, parser.optional_values) for each in parser.declared if each.option_strings)
        arguments = [each for each in parser.declared if not each.option_strings]
        values = tuple(map(str, arguments[0].choices)) if arguments and arguments[0].choices else ()
        found.append(_Command(name, all_commands.help[name], options, values))
    return found


def _option(action: argparse.Action, optional_values: Collection[str]) -> _Option:
    values = tuple(map(str, action.choices or ()))
    alone = action.nargs == 0 or action.option_strings[0] in optional_values
    takes = "nothing" if alone else "value" if values else "file" if _is_file(action) else "word"
    help = " ".join((action.help or "").split())
    return _Option(tuple(action.option_strings), help, values, takes, isinstance(action.default, list))


def _is_file(action: argparse.Action) -> bool:
    return action.type is Path or str(action.metavar).startswith("FILE")


def _bash(commands: Sequence[_Command]) -> Iterator[str]:
    names = " ".join(each.name for each in commands)
    yield "_articlelint() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"'
    yield "    COMPREPLY=()"
    yield "    if (( COMP_CWORD == 1 )); then"
    yield f'        COMPREPLY=($(compgen -W "{names} --help --version" -- "$word")); return'
    yield "    fi"
    yield '    if [[ $word == "=" ]]; then word=""'  # bash splits `--severity=error` into three words
    yield '    elif [[ $before == "=" ]]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi'
    yield '    case "${COMP_WORDS[1]} $before" in'
    for command in commands:
        for option in command.options:
            if option.takes != "nothing":
                cases = "|".join(f'"{command.name} {flag}"' for flag in option.flags)
                yield f'        {cases}) COMPREPLY=($(compgen -W "{" ".join(option.values)}" -- "$word")); return ;;'
    yield "    esac"
    yield '    case "${COMP_WORDS[1]}" in'
    for command in commands:
        flags = " ".join(flag for option in command.options for flag in option.flags)
        yield f'        {command.name}) if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "{flags}" -- "$word"))'
        yield f'            else COMPREPLY=($(compgen -W "{" ".join(command.values)}" -- "$word")); fi ;;'
    yield "    esac"
    yield "}"
    yield "complete -o default -F _articlelint articlelint"  # files, where nothing else fits


def _zsh(commands: Sequence[_Command]) -> Iterator[str]:
    yield "#compdef articlelint"
    yield "_articlelint() {"
    yield "    local -a commands"
    yield "    commands=("
    for command in commands:
        yield f"        {_single(f'{command.name}:{command.help}')}"
    yield "    )"
    yield "    if (( CURRENT == 2 )); then _describe -t commands command commands; return; fi"
    yield "    shift words; (( CURRENT-- ))"
    yield "    case $words[1] in"
    for command in commands:
        yield f"        {command.name}) _arguments -s \\"
        for option in command.options:
            for flag in option.flags:
                yield f"            {_single(_zsh_option(option, flag))} \\"
        values = f":value:({' '.join(command.values)})" if command.values else "*:file:_files"
        yield f"            {_single(values)} ;;"
    yield "    esac"
    yield "}"
    yield 'if [ "$funcstack[1]" = "_articlelint" ]; then _articlelint "$@"; else compdef _articlelint articlelint; fi'


def _zsh_option(option: _Option, flag: str) -> str:
    """As `_arguments` wants it: `(-q --quiet)--quiet[help]:value:(error warning)`."""
    help = option.help.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    behind = {"nothing": "", "file": ":file:_files", "word": ":value: "}.get(option.takes)
    behind = f":value:({' '.join(option.values)})" if behind is None else behind
    others = "*" if option.repeats else f"({' '.join(option.flags)})"
    return f"{others}{flag}[{help}]{behind}"


def _fish(commands: Sequence[_Command]) -> Iterator[str]:
    for command in commands:
        yield f"complete -c articlelint -n __fish_use_subcommand -f -a {command.name} -d {_backslashed(command.help)}"
    for command in commands:
        start = f"complete -c articlelint -n '__fish_seen_subcommand_from {command.name}'"
        if command.values:
            yield f"{start} -f -a '{' '.join(command.values)}'"
        for option in command.options:
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
            behind = {"nothing": "", "file": " -r -F", "word": " -x"}.get(option.takes)
            behind = f" -x -a '{' '.join(option.values)}'" if behind is None else behind
            yield f"{start} {flags}{behind} -d {_backslashed(option.help)}"


def _powershell(commands: Sequence[_Command]) -> Iterator[str]:
    yield "Register-ArgumentCompleter -Native -CommandName articlelint -ScriptBlock {"
    yield "    param($word, $line, $position)"
    yield "    $known = @{"
    yield f"        '' = @({_pairs((each.name, each.help) for each in commands)})"
    for command in commands:
        flags = ((flag, option.help) for option in command.options for flag in option.flags)
        yield f"        '{command.name} -' = @({_pairs(flags)})"
        yield f"        '{command.name}' = @({_pairs((value, value) for value in command.values)})"
        for option in command.options:
            for flag in option.flags if option.takes != "nothing" else ():
                yield f"        '{command.name} {flag}' = @({_pairs((value, value) for value in option.values)})"
    yield "    }"
    yield "    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })"
    yield "    if ($word) { $words = @($words | Select-Object -SkipLast 1) }"
    yield "    $command = if ($words.Count -gt 1) { $words[1] } else { '' }"
    yield '    $key = "$command $($words[-1])"'
    yield "    if (-not $known.ContainsKey($key)) { $key = if ($word -like '-*') { \"$command -\" } else { $command } }"
    yield '    $known[$key] | Where-Object { $_ -and $_[0] -like "$word*" } | ForEach-Object {'
    yield "        [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])"
    yield "    }"  # PowerShell completes files where this gives nothing
    yield "}"


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    """Values with their help."""
    pairs = [f"@({_doubled(value)}, {_doubled(help)})" for value, help in rows]
    return "," + pairs[0] if len(pairs) == 1 else ", ".join(pairs)  # a comma in front keeps one pair a list of pairs


def _single(text: str) -> str:
    """A word in single quotes, as a POSIX shell reads it."""
    return "'" + text.replace("'", "'\\''") + "'"


def _backslashed(text: str) -> str:
    """A word in single quotes, as fish reads it."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _doubled(text: str) -> str:
    """A word in single quotes, as PowerShell reads it; it takes typographic ones for plain ones."""
    for quote in "'\u2018\u2019":
        text = text.replace(quote, 2 * quote)
    return f"'{text}'"


_SCRIPTS: Mapping[str, Callable[[Sequence[_Command]], Iterator[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}
