import Experiments
import Foundation
import Glibc
import OptCore
import Testing

@Suite("PathPattern")
struct PathPatternTests {
  @Test(
    "a name matches a component or not",
    arguments: [
      ("a.txt", "*.txt", true), ("a.txt", "*", true), ("", "*", true), ("ab", "a?", true),
      ("a", "a?", false), ("\u{E9}x", "?x", true), ("n20_s1", "n[0-9]*_s?", true),
      ("nx", "n[0-9]", false), ("nx", "n[!0-9]", true), ("n5", "n[^0-9]", false),
      ("]", "[]]", true), ("-", "[a-]", true), ("[", "[", true), ("a[", "a[", true),
      ("a[b", "a[b", true), ("abcabd", "*abd", true), ("aaa", "a*a*a*a", false),
      ("aaaa", "a*a*a*a", true), (".git", "*", false), (".git", ".*", true), ("b", "[z-a]", false),
      (String(repeating: "a", count: 60) + "b", String(repeating: "*a", count: 30) + "*c", false),
    ])
  func matches(name: String, component: String, expected: Bool) {
    #expect(PathPattern.matches(name, component) == expected)
  }

  /// Files of a folder made for the test, relative to it.
  static func files(_ pattern: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.path + "/optsolve-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for path in [
      "n20_s10.txt", "n20_s2.txt", "n100_s1.txt", "b/one.txt", "b/c/two.txt", "b/c/x.csv",
      ".hidden/three.txt", "b/.four.txt", "d[1].txt",
    ] {
      let file = folder + "/" + path
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try "x".write(toFile: file, atomically: true, encoding: .utf8)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b/loop", withDestinationPath: folder)
    let found = try PathPattern(text: pattern).matches(in: folder + "/")
    #expect(found.unnamed.isEmpty)
    return found.files.map { String($0.dropFirst(folder.count + 1)) }
  }

  @Test("expansion is sorted with numbers as numbers and passes hidden files, folders and loops")
  func expansion() throws {
    #expect(try Self.files("n*.txt") == ["n20_s2.txt", "n20_s10.txt", "n100_s1.txt"])
    #expect(try Self.files("*/*.txt") == ["b/one.txt"])
    #expect(
      try Self.files("**/*.txt") == [
        "b/c/two.txt", "b/one.txt", "d[1].txt", "n20_s2.txt", "n20_s10.txt", "n100_s1.txt",
      ])
    #expect(try Self.files("b/**") == ["b/c/two.txt", "b/c/x.csv", "b/one.txt"])
    #expect(try Self.files("**/c/**/t*") == ["b/c/two.txt"])
    #expect(try Self.files("./b/./*") == ["b/one.txt"])
    #expect(try Self.files("b") == [])
    #expect(try Self.files("nowhere/*") == [])
    #expect(try Self.files("b/loop/n2*_s2.txt") == ["b/loop/n20_s2.txt"])
    #expect(try Self.files("d[[]1].txt") == ["d[1].txt"])
  }

  @Test("names that are no UTF-8 are told where they match, files and folders")
  func unnamed() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/optsolve-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "x".write(toFile: folder + "/good.txt", atomically: true, encoding: .utf8)
    func path(_ name: [UInt8]) -> [CChar] {
      (Array(folder.utf8) + [0x2F] + name).map(CChar.init(bitPattern:)) + [0]
    }
    let bad: [UInt8] = [0x62, 0xFF]
    let file = open(path(bad + Array(".txt".utf8)), O_CREAT | O_WRONLY, 0o644)
    try #require(file >= 0)
    close(file)
    try #require(mkdir(path(bad), 0o755) == 0)
    defer {
      rmdir(path(bad))
      unlink(path(bad + Array(".txt".utf8)))
    }
    func matches(_ pattern: String) throws -> PathPattern.Matches {
      var found = try PathPattern(text: pattern).matches(in: folder + "/")
      found.files = found.files.map { String($0.dropFirst(folder.count + 1)) }
      found.unnamed = found.unnamed.map { String($0.dropFirst(folder.count + 1)) }
      return found
    }
    let (name, place) = ("b\u{FFFD}.txt", "b\u{FFFD}")
    #expect(try matches("*.txt") == .init(files: ["good.txt"], unnamed: [name]))
    #expect(try matches("g*.txt") == .init(files: ["good.txt"]))
    #expect(try matches("*/*.txt") == .init(unnamed: [place]))
    #expect(try matches("**/*.txt") == .init(files: ["good.txt"], unnamed: [place, name]))
  }
}
