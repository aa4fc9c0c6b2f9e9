import Foundation
import Testing

@Suite("Help and completion in a terminal")
struct HelpTests {
  @Test(
    "the text of help is written for 80 columns: a wider terminal changes no line of it",
    arguments: [
      [], ["smtt"], ["fjsp"], ["check"], ["methods"], ["generate"], ["convert"], ["model"],
      ["plot"],
      ["bench"], ["bench", "run"], ["bench", "export"], ["bench", "import"], ["report"],
      ["version"],
    ])
  func width(command: [String]) throws {
    func overview(_ columns: String) throws -> Substring {
      let run = try BuiltBinary.run(command + ["--help"], environment: ["COLUMNS": columns])
      #expect(run.status == 0)
      let end = try #require(run.output.range(of: "\nUSAGE:"))
      return run.output[..<end.lowerBound]
    }
    let narrow = try overview("80")
    let wide = try overview("300")
    #expect(narrow == wide)
    for line in narrow.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("help tells where the guides are and what Ctrl-C does")
  func guides() throws {
    #expect(try BuiltBinary.run(["--help"]).output.contains("Documentation/"))
    #expect(
      try BuiltBinary.run(["smtt", "--help"]).output.contains("Ctrl-C keeps the best solution"))
  }

  /// What bash offers after some words, the last of which may be incomplete.
  private func offers(_ words: [String], in folder: URL) throws -> [String] {
    let script = folder.appendingPathComponent("optsolve.bash")
    if !FileManager.default.fileExists(atPath: script.path) {
      let text = try BuiltBinary.run(["--generate-completion-script", "bash"]).output
      try text.write(to: script, atomically: true, encoding: .utf8)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.currentDirectoryURL = folder
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    process.arguments = [
      "--noprofile", "--norc", "-c",
      """
      source '\(script.path)'
      COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); COMP_LINE="${COMP_WORDS[*]}"
      COMP_POINT=${#COMP_LINE}
      _optsolve optsolve "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
  }

  @Test("bash completes files and words")
  func bash() throws {
    guard FileManager.default.isExecutableFile(atPath: "/bin/bash") else { return }
    try BuiltBinary.withFolder { folder in
      for name in ["jobs.txt", "jobs two.txt", "plan.json"] {
        try Data().write(to: folder.appendingPathComponent(name))
      }
      for (words, expected) in [
        (["smtt", "jo"], ["jobs two.txt", "jobs.txt"]),
        (["smtt", "jobs.txt", "-m", "mdd"], ["mdd", "mddc"]),
        (["smtt", "jobs.txt", "--engine", "g"], ["glpk"]),
        (["smtt", "jobs.txt", "-o", "pl"], ["plan.json"]),
        (["check", "s"], ["smtt"]),
        (["check", "smtt", "jobs.t"], ["jobs.txt"]),
        (["check", "smtt", "jobs.txt", "pl"], ["plan.json"]),
        (["convert", "smtt", "jobs.txt", "-f", "f"], ["f1", "f2", "f3", "f4", "f5", "fattahi"]),
        (["met"], ["methods"]),
      ] {
        #expect(try offers(["optsolve"] + words, in: folder) == expected, "\(words)")
      }
    }
  }
}
