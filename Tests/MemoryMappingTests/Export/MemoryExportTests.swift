import Foundation
import MemoryMapping
import OptCore
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Memory solutions as files")
struct MemoryExportTests {
  private func wellFormed(_ text: String) -> Bool {
    XMLParser(data: Data(text.utf8)).parse()
  }

  @Test(
    "a table of offsets is read as the solution it is of, and as an instance with fixed offsets")
  func table() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let placed = try PlacedInstance.allocation(seed)
      let text = SourceText(file: "x", text: try placed.export("csv"))
      #expect(
        try MemoryTexts.family.readSolution(text, of: placed.instance) == placed.solution)
      let fixed = try #require(try MemoryTexts.read(text).allocation)
      guard case .allocation(let allocation) = placed.solution else { continue }
      #expect(fixed.buffers.map(\.fixedOffset) == allocation.offsets)
    }
  }

  @Test("a mapping is a table with a row for every stay")
  func stays() throws {
    for placed in try PlacedInstance.samples() {
      guard case .mapping(let mapping) = placed.solution else { continue }
      let lines = try placed.export("csv").split(separator: "\n")
      #expect(
        lines[0] == "id,offset,size,lower,upper,entry,ready,copy_out_begin,copy_out_end,saved_ps")
      #expect(lines.count == mapping.residencies.count + 1)
      #expect(
        lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 10 })
    }
  }

  @Test("pictures and pages are well-formed and name every buffer")
  func pictures() throws {
    for placed in try PlacedInstance.samples() {
      #expect(placed.solution.violations(in: placed.instance) == [])
      let svg = try placed.export("svg", [("status", "a < b & c")])
      #expect(wellFormed(svg) && svg.contains("a &lt; b &amp; c"))
      let page = try placed.export("html", [("status", "optimal")])
      #expect(page.contains("optimal"))
      if let instance = placed.instance.allocation {
        #expect(instance.buffers.allSatisfy { page.contains("<td>\($0.id)</td>") })
        #expect(instance.buffers.allSatisfy { svg.contains("data-key=\"\($0.id)\"") })
      } else {
        #expect(svg.contains("duration [us]"))
      }
    }
  }

  @Test("names that mean something to a format do no harm")
  func names() throws {
    let instance = try MemoryTexts.read(
      "id,lower,upper,size\n<a>&\"b\",0,2,3\n*/ x,1,3,4\nx_y,3,4,1\nx-y,4,5,1\nß,5,6,1\n")
    let placed = PlacedInstance(
      instance: instance, solution: .allocation(Allocation(offsets: [0, 3, 0, 0, 0])))
    #expect(wellFormed(try placed.export("svg", [("*/", "]]>")])))
    let header = try placed.export("h", [("status", "*/")])
    #expect(
      header.components(separatedBy: "*/").count - 1 == header.components(separatedBy: "/*").count
        - 1)
    let names = header.split(separator: "\n").filter { $0.hasPrefix("#define MEM_X_AT_") }
      .map { $0.split(separator: " ")[1] }
    #expect(
      names == [
        "MEM_X_AT__A___B_", "MEM_X_AT____X", "MEM_X_AT_X_Y", "MEM_X_AT_X_Y__2", "MEM_X_AT___",
      ])
    let trace = Data(try placed.export("trace.json").utf8)
    #expect((try? JSONSerialization.jsonObject(with: trace)) != nil)
  }

  @Test("a header for C says peak, count and offsets")
  func header() throws {
    for placed in try PlacedInstance.samples() {
      let header = try placed.export("h")
      let lines = header.split(separator: "\n")
      let defined = lines.filter { $0.hasPrefix("#define") }.map { $0.split(separator: " ")[1] }
      #expect(Set(defined).count == defined.count)
      if case .allocation(let allocation) = placed.solution {
        let values = lines.filter { $0.contains("_AT_") }.compactMap { line in
          Int(line.split(separator: "(")[1].prefix { $0 != ")" })
        }
        #expect(values == allocation.offsets)
        #expect(header.contains("_COUNT \(allocation.offsets.count)\n"))
      }
    }
  }

  @Test("a map in characters has rows of addresses and a legend")
  func text() throws {
    let placed = PlacedInstance(
      instance: try MemoryTexts.read("id,lower,upper,size\na,0,4,3\nb,2,6,5\n", file: "t.9.csv"),
      solution: .allocation(Allocation(offsets: [5, 0])))
    #expect(
      try placed.export("txt", [("status", "optimal")]) == """
        t: peak 8 bytes, capacity 9
        status: optimal

        7 |BB
        6 |BB
        5 |BB
        4 | AA
        3 | AA
        2 | AA
        1 | AA
        0 | AA
          +---
           3 sections from time 0 to 6, one a column

        letters: the largest, '#' others, ':' none in the middle; a row is 1 bytes, named by its lowest
        A b: 5 bytes at 0, time 2 to 6
        B a: 3 bytes at 5, time 0 to 4

        """)
    for placed in try PlacedInstance.samples() {
      let lines = try placed.export("txt").split(separator: "\n")
      #expect(lines.filter { $0.contains(" |") }.count <= 40)
      #expect(lines.allSatisfy { $0.count <= 160 })
    }
  }

  @Test("nothing at all has files, too; what breaks rules has none")
  func extremes() throws {
    let empty = [
      PlacedInstance(
        instance: try MemoryTexts.read("id,lower,upper,size\n"),
        solution: .allocation(Allocation(offsets: []))),
      PlacedInstance(
        instance: try MemoryTexts.read(MemoryTexts.program), solution: .mapping(Mapping())),
      PlacedInstance(
        instance: try MemoryTexts.read(
          #"{"format": "optsolve-memmap-1", "capacity": 0}"#), solution: .mapping(Mapping())),
      PlacedInstance(
        instance: try MemoryTexts.read(
          "id,lower,upper,size\na,-1152921504606846976,1152921504606846975,1152921504606846976\n"),
        solution: .allocation(Allocation(offsets: [1_152_921_504_606_846_976]))),
    ]
    for placed in empty {
      for format in MemoryTexts.family.exportFormats {
        let text = try placed.export(format.fileExtension)
        #expect(!text.isEmpty && !text.contains("nan"))
      }
      #expect(wellFormed(try placed.export("svg")))
    }
    #expect(throws: SolveError.self) {
      _ = try MemoryTexts.family.export(
        .allocation(Allocation(offsets: [1])), of: empty[0].instance, as: "csv", remarks: [])
    }
    #expect(throws: SolveError.self) { _ = try empty[0].export("pdf") }
  }

  @Test("twenty thousand buffers stay a picture of reasonable size")
  func large() throws {
    let instance = try MemoryTexts.generate(
      ["kind=trace", "buffers=20000", "largest=65536"])
    guard let buffers = instance.allocation?.buffers else { return }
    // Each above all that came before it and is still alive.
    var (offsets, alive): ([Int], [Int]) = ([], [])
    for (index, buffer) in buffers.enumerated() {
      alive.removeAll { buffers[$0].upper <= buffer.lower }
      offsets.append(alive.map { offsets[$0] + buffers[$0].size }.max() ?? 0)
      alive.append(index)
    }
    let placed = PlacedInstance(
      instance: instance, solution: .allocation(Allocation(offsets: offsets)))
    let svg = try placed.export("svg")
    #expect(wellFormed(svg) && svg.utf8.count < 6_000_000, "\(svg.utf8.count) bytes")
    let page = try placed.export("html")
    #expect(page.utf8.count < 6_000_000 && page.contains("largest 10000"))
  }
}
