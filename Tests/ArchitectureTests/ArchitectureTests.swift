import Foundation
import TestSupport
import Testing

/// Who may depend on whom: the table of the architecture, one line a module.
///
/// `EngineKit` is the part that both engines share; it stands between them and the shims. `ProcessShims` holds what
/// only C can do between the birth of a process and its program.
private let arrows: [String: Set<String>] = {
  let kernel: Set<String> = ["OptCore", "Modeling", "Metaheuristics", "Drawing"]
  let families: Set<String> = [
    "SingleMachine", "FlexibleJobShop", "LoopPipelining", "MemoryMapping", "Placement",
  ]
  let engines: Set<String> = ["EngineGLPK", "EngineCBC", "EngineCP"]
  let everything = kernel.union(families).union(engines).union(["Experiments"])
  var table: [String: Set<String>] = [
    "CGLPK": [], "CCBC": [], "EngineShims": ["CGLPK", "CCBC"],
    "ProcessShims": [], "OptCore": ["ProcessShims"], "Drawing": [],
    "Modeling": ["OptCore"],
    "EngineKit": ["Modeling", "OptCore", "EngineShims"],
    "EngineGLPK": ["Modeling", "OptCore", "EngineKit", "EngineShims", "CGLPK"],
    "EngineCBC": ["Modeling", "OptCore", "EngineKit", "EngineShims", "CCBC"],
    "EngineCP": ["Modeling", "OptCore"],
    "Metaheuristics": ["OptCore"],
    "Experiments": ["OptCore", "Drawing", "GRDB", "Yams"],
    "OptSolve": everything,
    "OptsolveCommand": everything.union(["ArgumentParser"]),
    "optsolve": ["OptsolveCommand"],
  ]
  for family in families { table[family] = kernel.union(["EngineCP"]) }
  return table
}()

/// Modules that wrap C libraries: their types must never show in a public signature.
private let cModules: Set<String> = ["CGLPK", "CCBC", "EngineShims", "ProcessShims"]

@Suite("The arrows between modules")
struct ArchitectureTests {
  private let root = SharedData.packageRoot

  @Test("Package.swift has no edge outside the table")
  func package() throws {
    let text = try String(contentsOfFile: root + "/Package.swift", encoding: .utf8)
    let targets = PackageText.targets(text)
    #expect(targets.count > 10)
    for (name, dependencies) in targets { #expect(wrongEdges(name, dependencies) == []) }
  }

  @Test("No file imports a module outside the table, Foundation, or a C module for all to see")
  func imports() throws {
    var files = 0
    for (module, path, text) in try sources() {
      files += 1
      for line in ImportLine.all(in: text) {
        #expect(faults(of: line, in: module) == [], "\(path)")
      }
    }
    #expect(files > 50)
  }

  @Test("C headers of the engines are included by the shims only")
  func headers() throws {
    let folder = root + "/Sources"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let module = path.split(separator: "/").first.map(String.init) ?? ""
      guard path.hasSuffix(".h") || path.hasSuffix(".c") || path.hasSuffix(".cpp"),
        !cModules.contains(module)
      else { continue }
      Issue.record("\(path): C code outside the modules that confine it")
    }
  }

  @Test("The check itself sees each kind of fault")
  func selfTest() {
    let text = """
      let a = module("OptCore", ["Drawing"])
      .target(name: "Modeling", dependencies: ["OptCore", .product(name: "Yams", package: "y")]),
      """
    let targets = PackageText.targets(text)
    #expect(targets.map(\.name) == ["OptCore", "Modeling"])
    #expect(targets.map(\.dependencies) == [["Drawing"], ["OptCore", "Yams"]])
    #expect(wrongEdges("OptCore", ["Drawing"]) == ["OptCore -> Drawing"])
    #expect(wrongEdges("Nowhere", []) == ["Nowhere is not in the table"])
    #expect(wrongEdges("SingleMachine", ["EngineGLPK"]) == ["SingleMachine -> EngineGLPK"])
    #expect(wrongEdges("SingleMachine", ["FlexibleJobShop"]).count == 1)
    #expect(wrongEdges("Modeling", ["OptCore"]) == [])
    let lines = ImportLine.all(
      in: """
        import Foundation
        internal import EngineShims
        @_exported public import EngineShims
        import struct OptCore.SourceText // an importance
        // import Drawing
        """)
    let found = lines.map { faults(of: $0, in: "EngineKit").count }
    #expect(found == [1, 0, 1, 0])
  }

  private func wrongEdges(_ name: String, _ dependencies: [String]) -> [String] {
    guard let allowed = arrows[name] else { return ["\(name) is not in the table"] }
    return dependencies.filter { !allowed.contains($0) }.map { "\(name) -> \($0)" }
  }

  private func faults(of line: ImportLine, in module: String) -> [String] {
    var result: [String] = []
    if line.module == "Foundation" {
      result.append("\(module) imports Foundation, which makes every start slower")
    }
    if arrows[line.module] != nil { result += wrongEdges(module, [line.module]) }
    if cModules.contains(line.module), !line.isHidden {
      result.append("\(module) imports \(line.module) without 'internal'")
    }
    return result
  }

  /// Every Swift file below `Sources`: its module, its path, its text.
  private func sources() throws -> [(module: String, path: String, text: String)] {
    let folder = root + "/Sources"
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") }
      .map { path in
        let module = path.split(separator: "/").first.map(String.init) ?? ""
        return (module, path, try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
      }
  }
}

/// One import declaration.
private struct ImportLine {
  var module: String
  /// Whether its access level keeps the module out of public signatures.
  var isHidden: Bool

  static func all(in text: String) -> [ImportLine] {
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "func", "protocol", "var", "let", "typealias",
    ]
    return text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"),
        words[..<position].allSatisfy({ isModifier($0) })
      else { return nil }
      let rest = words[(position + 1)...].drop { kinds.contains($0) }
      guard let module = rest.first?.split(separator: ".").first else { return nil }
      let levels: Set<Substring> = ["internal", "fileprivate", "private"]
      return ImportLine(
        module: String(module), isHidden: words[..<position].contains { levels.contains($0) })
    }
  }

  private static func isModifier(_ word: Substring) -> Bool {
    word.hasPrefix("@")
      || ["public", "package", "internal", "fileprivate", "private"].contains(word)
  }
}

/// The product's targets in a package description, found by their text.
private enum PackageText {
  static func targets(_ text: String) -> [(name: String, dependencies: [String])] {
    var result: [(name: String, dependencies: [String])] = []
    for opening in [
      "module(", ".target(name:", ".target(\n", ".executableTarget(", ".systemLibrary(",
    ] {
      for piece in calls(opening, in: text) {
        let strings = literals(piece)
        guard let name = strings.first, !piece.contains("path: \"Tests/"),
          !piece.contains("path: \"Benchmarks/")
        else { continue }
        let list = piece.range(of: "[").flatMap { start in
          piece.range(of: "]", range: start.upperBound..<piece.endIndex)
            .map { String(piece[start.upperBound..<$0.lowerBound]) }
        }
        // The list of a system library or of a target without dependencies is about something else.
        let hasDependencies = opening == "module(" || piece.contains("dependencies:")
        result.append((name, hasDependencies ? literals(list ?? "") : []))
      }
    }
    return result.filter { $0.name != "" }
  }

  /// The text of each call up to its closing parenthesis.
  private static func calls(_ opening: String, in text: String) -> [String] {
    var result: [String] = []
    var start = text.startIndex
    while let found = text.range(of: opening, range: start..<text.endIndex) {
      start = found.upperBound
      let before = text[..<found.lowerBound].suffix(5)
      if before == "func " { continue }
      var depth = 1
      var end = found.upperBound
      while end < text.endIndex, depth > 0 {
        if text[end] == "(" { depth += 1 }
        if text[end] == ")" { depth -= 1 }
        end = text.index(after: end)
      }
      result.append(String(text[found.upperBound..<end]))
    }
    return result
  }

  /// The strings of a text, without names of packages: modules are what matters here.
  private static func literals(_ text: String) -> [String] {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count, by: 2)
      .filter { !parts[$0 - 1].hasSuffix("package: ") }
      .map { String(parts[$0]) }
  }
}
