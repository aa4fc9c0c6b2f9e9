import Glibc
import OptCore

/// A path with wildcards: `*` and `?` within a name, `[a-z]` and `[!0-9]` for one character of a set, `**` for any
/// number of folders.
///
/// Wildcards do not match a dot at the start of a name, `**` does not follow links.
package struct PathPattern {
  /// The most folder entries an expansion looks at.
  package static let largestVisit = 1_000_000

  let text: String

  /// Wraps a pattern.
  package init(text: String) { self.text = text }

  /// Whether a text has wildcards at all.
  package static func isPattern(_ text: String) -> Bool {
    text.utf8.contains { [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "[")].contains($0) }
  }

  /// What a pattern matches.
  package struct Matches: Sendable, Hashable {
    /// The files, each once, in natural order of their paths.
    package var files: [String]
    /// Files and folders that cannot be named, for their names are no UTF-8: they are written with U+FFFD.
    package var unnamed: [String]

    package init(files: [String] = [], unnamed: [String] = []) {
      self.files = files
      self.unnamed = unnamed
    }

    package var isEmpty: Bool { files.isEmpty && unnamed.isEmpty }
  }

  /// The files that match.
  ///
  /// - Parameter folder: what the pattern is relative to: empty, or ending in `/`.
  /// - Throws: `FileError` when there are more than `largestVisit` entries to look at.
  package func matches(in folder: String) throws(FileError) -> Matches {
    var walk = Walk(pattern: text)
    let isAbsolute = text.hasPrefix("/")
    let names = text.split(separator: "/").map(String.init).filter { $0 != "." }
    try walk.expand(isAbsolute ? "/" : folder, names[...])
    return Matches(
      files: walk.found.sorted(by: naturallyPrecedes),
      unnamed: walk.unnamed.sorted(by: naturallyPrecedes))
  }

  /// Whether a name matches one component of a pattern.
  ///
  /// - Complexity: O(length of the name times length of the component).
  package static func matches(_ name: String, _ component: String) -> Bool {
    if name.hasPrefix("."), !component.hasPrefix(".") { return false }
    let text = Array(name.unicodeScalars)
    let pattern = Array(component.unicodeScalars)
    var (t, p) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, t)
        p += 1
      } else if let end = step(text[t], pattern, p) {
        t += 1
        p = end
      } else if let last = star {
        // The last star takes one more character.
        star = (last.pattern, last.text + 1)
        p = last.pattern + 1
        t = last.text + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }

  /// Where the pattern goes on after it took one character; nil when it does not take it.
  private static func step(_ scalar: Unicode.Scalar, _ pattern: [Unicode.Scalar], _ p: Int) -> Int?
  {
    guard p < pattern.count else { return nil }
    switch pattern[p] {
    case "?": return p + 1
    case "[":
      guard let set = set(pattern, p) else { return scalar == "[" ? p + 1 : nil }
      return set.contains(scalar) ? set.end : nil
    default: return pattern[p] == scalar ? p + 1 : nil
    }
  }

  private struct CharacterSet {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isNegated = false
    var end = 0

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  /// The set that begins at `[`; nil when it has no end.
  private static func set(_ pattern: [Unicode.Scalar], _ start: Int) -> CharacterSet? {
    var set = CharacterSet()
    var p = start + 1
    if p < pattern.count, pattern[p] == "!" || pattern[p] == "^" {
      set.isNegated = true
      p += 1
    }
    let first = p
    while p < pattern.count {
      if pattern[p] == "]", p > first {
        set.end = p + 1
        return set
      }
      if p + 2 < pattern.count, pattern[p + 1] == "-", pattern[p + 2] != "]" {
        if pattern[p] <= pattern[p + 2] { set.ranges.append(pattern[p]...pattern[p + 2]) }
        p += 3
      } else {
        set.ranges.append(pattern[p]...pattern[p])
        p += 1
      }
    }
    return nil
  }
}

/// The state of one expansion.
private struct Walk {
  let pattern: String
  var found: Set<String> = []
  var unnamed: Set<String> = []
  private var visited = 0

  init(pattern: String) { self.pattern = pattern }

  /// A name in a folder.
  private struct Entry {
    var name: String
    /// Whether its bytes are no UTF-8, and `name` is only like it.
    var isUnnamed = false
    /// Whether it is a folder, or a link to one.
    var isFolder = false
  }

  mutating func expand(_ folder: String, _ names: ArraySlice<String>) throws(FileError) {
    guard let name = names.first else { return }
    let rest = names.dropFirst()
    if name == "**" {
      try expand(folder, rest.isEmpty ? ["*"] : rest)
      for entry in try entries(folder) where !entry.name.hasPrefix(".") {
        if entry.isUnnamed {
          if entry.isFolder { unnamed.insert(folder + entry.name) }
        } else if kind(folder + entry.name, followsLinks: false) == S_IFDIR {
          try expand(folder + entry.name + "/", names)
        }
      }
      return
    }
    if !PathPattern.isPattern(name) {
      try take(folder + name, rest)
      return
    }
    for entry in try entries(folder) where PathPattern.matches(entry.name, name) {
      if entry.isUnnamed {
        if entry.isFolder != rest.isEmpty { unnamed.insert(folder + entry.name) }
      } else {
        try take(folder + entry.name, rest)
      }
    }
  }

  private mutating func take(_ path: String, _ rest: ArraySlice<String>) throws(FileError) {
    guard let kind = kind(path, followsLinks: true) else { return }
    if rest.isEmpty {
      if kind != S_IFDIR { found.insert(path) }
    } else if kind == S_IFDIR {
      try expand(path + "/", rest)
    }
  }

  /// The names in a folder; none when it cannot be read.
  private mutating func entries(_ folder: String) throws(FileError) -> [Entry] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      visited += 1
      guard visited <= PathPattern.largestVisit else {
        throw FileError(
          path: pattern, purpose: .input,
          reason: "there are more than \(PathPattern.largestVisit) files to look at")
      }
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if let name = String(validating: bytes, as: UTF8.self) {
        if name != ".", name != ".." { entries.append(Entry(name: name)) }
      } else {
        var status = stat()
        let isFolder =
          fstatat(dirfd(stream), bytes.map(CChar.init(bitPattern:)) + [0], &status, 0) == 0
          && status.st_mode & S_IFMT == S_IFDIR
        entries.append(
          Entry(
            name: String(decoding: bytes, as: UTF8.self), isUnnamed: true, isFolder: isFolder))
      }
    }
    return entries
  }

  private func kind(_ path: String, followsLinks: Bool) -> mode_t? {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }
}
