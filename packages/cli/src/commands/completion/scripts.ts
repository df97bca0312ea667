/** The supported shells. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/** The scripts call the program for candidates, so that they stay correct when commands or fleets change. */
const BASH = `# Completion of goldenpath for bash. In ~/.bashrc: eval "$(goldenpath completion bash)"
_goldenpath() {
  local line current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    line="\${line%%$'\\t'*}"
    # Of --flag=value bash has the flag as a word of its own and replaces the value only.
    [[ $current != --*=* ]] && line="\${line#--*=}"
    COMPREPLY+=("$line")
  done < <(goldenpath __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _goldenpath goldenpath
`;

const ZSH = `#compdef goldenpath
# Completion of goldenpath for zsh. In ~/.zshrc, after compinit: eval "$(goldenpath completion zsh)"
_goldenpath() {
  local line value
  local -a values descriptions
  while IFS= read -r line; do
    value="\${line%%$'\\t'*}"
    values+=("$value")
    if [[ $line == *$'\\t'* ]]; then descriptions+=("$value  \${line#*$'\\t'}"); else descriptions+=("$value"); fi
  done < <(goldenpath __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#values} )); then compadd -l -d descriptions -a values; else _files; fi
}
compdef _goldenpath goldenpath
`;

const FISH = `# Completion of goldenpath for fish. In ~/.config/fish/config.fish: goldenpath completion fish | source
function __goldenpath_complete
    set -l words (commandline -opc) (commandline -ct)
    goldenpath __complete -- $words[2..-1] 2>/dev/null
end
complete -c goldenpath -f -a '(__goldenpath_complete)'
for flag in apps platform out repo
    complete -c goldenpath -l $flag -rF
end
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** Returns the completion script of a shell. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}
