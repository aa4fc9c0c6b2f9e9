import Foundation
import Testing

@Suite("Completion scripts")
struct CompletionTests {
  static func script(_ shell: String) -> String {
    let console = RecordedConsole()
    #expect(console.run("--generate-completion-script", shell) == 0)
    return console.output
  }

  /// The lines of a function of the script for bash.
  static func function(_ name: String, _ script: String) throws -> Substring {
    let start = try #require(script.range(of: "\n\(name)() {"))
    let rest = script[start.upperBound...]
    let end = try #require(rest.range(of: "\n}\n"))
    return rest[..<end.lowerBound]
  }

  @Test("bash offers files where files are wanted")
  func files() throws {
    let script = Self.script("bash")
    for command in [
      "smtt", "check", "plot", "convert", "model", "report", "bench_run", "bench_export",
      "bench_import", "generate",
    ] {
      let body = try Self.function("_optsolve_\(command)", script)
      #expect(body.contains("_add_completions -f"), "\(command)")
    }
    // The instance and the solution of check are its second and third words.
    let check = try Self.function("_optsolve_check", script)
    #expect(check.components(after: "case \"${positional_number}\"").contains("2)"))
  }

  @Test("bash offers the words that options and families take")
  func words() throws {
    let script = Self.script("bash")
    let smtt = try Self.function("_optsolve_smtt", script)
    for word in ["'mddc'", "'dynasearch'", "'f2'", "'f5'", "'cbc'", "'glpk'", "'plain'"] {
      #expect(smtt.contains(word.dropFirst().dropLast()), "\(word)")
    }
    for command in ["check", "plot", "convert", "generate", "methods"] {
      let body = try Self.function("_optsolve_\(command)", script)
      #expect(body.contains("_add_completions -W 'smtt'"), "\(command)")
    }
    #expect(try Self.function("_optsolve_model", script).contains("glpk"))
  }

  @Test("the other shells know the words as well", arguments: ["zsh", "fish"])
  func otherShells(shell: String) {
    let script = Self.script(shell)
    for word in ["mddc", "glpk", "f3"] { #expect(script.contains(word), "\(word)") }
  }
}

extension Substring {
  /// What follows the first occurrence of a text; empty when there is none.
  fileprivate func components(after text: String) -> Substring {
    range(of: text).map { self[$0.upperBound...] } ?? ""
  }
}
