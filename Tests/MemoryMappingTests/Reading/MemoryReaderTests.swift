import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("Memory instances are read")
struct MemoryReaderTests {
  private func allocation(
    _ text: String, _ settings: [String] = [], file: String = "x"
  ) throws -> AllocationInstance {
    try #require(try MemoryTexts.read(text, settings, file: file).allocation)
  }

  @Test("every column of a table, up to the first empty line")
  func table() throws {
    let instance = try allocation(MemoryTexts.table)
    var a = Buffer(id: "a", lower: 0, upper: 10, size: 8)
    a.gaps = [.init(3..<6)]
    var b = Buffer(id: "b", lower: 3, upper: 6, size: 8)
    (b.alignment, b.hint) = (4, 8)
    var c = Buffer(id: "c, d", lower: 2, upper: 7, size: 8)
    (c.gaps, c.fixedOffset) = ([.init(4..<5, window: 0..<2)], 16)
    #expect(instance.buffers == [a, b, c])
    #expect(instance.capacity == nil && instance.goal == .peak)
  }

  @Test("columns in any order, under other names, with a mark of byte order and returns")
  func layout() throws {
    let plain = try allocation("id,lower,upper,size\na,1,4,2\n")
    for text in [
      "\u{FEFF}size,buffer,upper,start\r\n2,a,4,1\r\n", "Size, Buffer_Id ,END,Begin\n 2 ,a, 3 ,1",
      "id,lower,upper,size\n\"a\",+1,4,2\n\nb,1,4,2\n",
    ] {
      #expect(try allocation(text).buffers == plain.buffers)
    }
  }

  @Test("inclusive ends are the ends of gaps, too")
  func inclusive() throws {
    let instance = try allocation("id,lower,end,size,gaps\na,0,9,8,3-5 7-7@1:2\n")
    #expect(instance.buffers[0].upper == 10)
    #expect(instance.buffers[0].gaps == [.init(3..<6), .init(7..<8, window: 1..<2)])
  }

  @Test("the capacity comes from a setting, or the name of the file")
  func capacity() throws {
    let text = "id,lower,upper,size\na,0,4,2\n"
    let named = try allocation(text, file: "folder/A.x.12.csv")
    #expect(named.capacity == 12 && named.goal == .fit && named.name == "A.x")
    let given = try allocation(text, ["capacity=9"], file: "A.12.csv")
    #expect(given.capacity == 9)
    let peak = try allocation(text, ["objective=peak"], file: "A.12.csv")
    #expect(peak.capacity == 12 && peak.limit == nil)
    #expect(try allocation(text, file: "A.b2.csv").name == "A.b2")
  }

  @Test("a program with all of its parts")
  func program() throws {
    let instance = try #require(try MemoryTexts.read(MemoryTexts.program).mapping)
    #expect(instance.name == "two" && instance.capacity == 24 && instance.alignment == 4)
    #expect(instance.preloadLimit == 8 && instance.groups == [[1, 2]])
    #expect(instance.instructions.map(\.id) == ["i0", "i1"])
    #expect(instance.tensors.map(\.isParameter) == [true, false, false])
    #expect(instance.tensors.map(\.isOutput) == [false, false, true])
    #expect(instance.tensors[0].reads.map(\.instruction) == [0, 1])
    #expect(instance.reserved == [.init(times: 0..<1, addresses: 20..<24)])
    #expect(try MemoryTexts.read(MemoryTexts.program, ["capacity=30"]).mapping?.capacity == 30)
  }

  @Test("what is written is read again as it was")
  func roundTrip() throws {
    for text in [MemoryTexts.table, MemoryTexts.program] {
      let instance = try MemoryTexts.read(text)
      let again = try MemoryTexts.read(
        SourceText(file: "x", bytes: try MemoryTexts.written(instance)))
      #expect(again == instance && again.digest == instance.digest)
    }
  }

  @Test("reference instances are read and written", .enabled(if: SharedData.root != nil))
  func references() throws {
    for (file, count) in [
      ("static/A.1048576.csv", 154), ("static/somas-pangu-2.6B.csv", 18_692),
      ("static/tiny-gaps.24.csv", 5), ("mapping/gpt-decode-12L.json", 145),
    ] {
      guard let path = SharedData.file("benchmarks/memory/" + file) else { continue }
      let text = try SourceText.read(path: path)
      let instance = try MemoryTexts.read(text)
      #expect(MemoryTexts.family.size(of: instance) == count, "\(file)")
      let again = try MemoryTexts.read(
        SourceText(file: text.file, bytes: try MemoryTexts.written(instance)))
      #expect(again == instance, "\(file)")
    }
  }
}
