import MemoryMapping
import OptCore
import TestSupport
import Testing

@Suite("Memory solutions are read")
struct MemorySolutionTests {
  private let table = "id,lower,upper,size\na,0,4,3\nb,2,6,5\nc,5,7,4\n"

  private func read(_ text: String, of instance: MemoryInstance) throws -> MemorySolution {
    try MemoryTexts.family.readSolution(SourceText(file: "r", text: text), of: instance)
  }

  private func faults(_ text: String, of instance: MemoryInstance) throws -> [String] {
    try read(text, of: instance).violations(in: instance).map(\.description)
  }

  @Test("offsets of a table or a result document, in any order")
  func offsets() throws {
    let instance = try MemoryTexts.read(table)
    for text in [
      "id,offset\nc,5\na,5\nb,0\n", "offset,size,buffer\r\n5,3,a\r\n0,5,b\r\n5,4,c\r\n",
      "id,lower,end,size,offset,colour\na,0,3,3,5,red\nb,2,5,5,0,\nc,5,6,,5,x\n",
      """
      {"problem": "memory", "objective": 9,
       "buffers": [{"id": "b", "offset": 0}, {"id": "a", "location": "fast", "offset": 5},
                   {"id": "c", "location": "fast", "offset": 5}]}
      """,
    ] {
      let solution = try read(text, of: instance)
      #expect(solution.violations(in: instance) == [])
      #expect(solution.objective(in: instance) == .integer(9))
    }
  }

  @Test("names that are unknown, missing or repeated, and altered data, are violations")
  func names() throws {
    let instance = try MemoryTexts.read(table)
    #expect(
      try faults("id,offset\na,5\nb,0\nd,1\n", of: instance) == [
        "buffer 'd' is not one of the instance", "buffer 'c' has no offset",
      ])
    #expect(
      try faults("id,offset\na,5\nb,0\nc,5\na,5\n", of: instance) == [
        "buffer 'a' is listed twice"
      ])
    #expect(
      try faults("id,lower,end,size,offset\na,0,4,3,5\nb,2,5,5,0\nc,5,6,4,5\n", of: instance)
        == ["buffer 'a' has upper 4 in the table, 3 in the instance"])
    #expect(
      try faults("id,offset\na,4\nb,0\nc,5\n", of: instance) == [
        "buffers 'a' and 'b' overlap in time and space"
      ])
  }

  @Test("a stated value is held against the recomputed one")
  func stated() throws {
    let instance = try MemoryTexts.read("id,lower,upper,size\na,0,4,3\n")
    #expect(
      try faults(#"{"objective": 4, "buffers": [{"id": "a", "offset": 0}]}"#, of: instance) == [
        "states the peak 4, recomputed 3"
      ])
    let program = try MemoryTexts.read(MemoryTexts.program)
    #expect(
      try faults(#"{"objective": 1, "buffers": []}"#, of: program) == [
        "states a saving of 1, recomputed 0"
      ])
  }

  @Test("stays of a program, with what is in slow memory left out or named")
  func stays() throws {
    let instance = try MemoryTexts.read(MemoryTexts.program)
    let solution = try read(
      """
      {"problem": "memory", "buffers": [
        {"id": "a", "location": "fast", "offset": 8, "lower": 0, "upper": 2, "entry": "define"},
        {"id": "b", "offset": 8, "lower": 1, "upper": 2, "entry": "define", "copy_out": [2, 2]},
        {"id": "w", "offset": 0, "lower": 0, "upper": 2, "entry": "copy", "ready": 1},
        {"id": "w", "location": "slow"}]}
      """, of: instance)
    #expect(
      solution
        == .mapping(
          Mapping(residencies: [
            .init(tensor: 1, lower: 0, upper: 2, offset: 8, entry: .define),
            .init(
              tensor: 2, lower: 1, upper: 2, offset: 8, entry: .define, copyOut: .init(2, 2)),
            .init(tensor: 0, lower: 0, upper: 2, offset: 0, entry: .copy(ready: 1)),
          ])))
    #expect(solution.violations(in: instance) == [])
    #expect(
      try faults(#"{"buffers": [{"id": "q", "location": "slow"}]}"#, of: instance) == [
        "tensor 'q' is not one of the instance"
      ])
  }

  @Test("the fields of a result document are read as the solution they are of")
  func fields() throws {
    for (text, solution) in [
      (table, MemorySolution.allocation(Allocation(offsets: [5, 0, 5]))),
      (
        MemoryTexts.program,
        .mapping(
          Mapping(residencies: [
            .init(tensor: 0, lower: 0, upper: 2, offset: 0, entry: .preload),
            .init(tensor: 1, lower: 0, upper: 2, offset: 8, entry: .define),
            .init(
              tensor: 2, lower: 1, upper: 2, offset: 8, entry: .define, copyOut: .init(2, 2)),
          ]))
      ),
    ] {
      let instance = try MemoryTexts.read(text)
      #expect(solution.violations(in: instance) == [])
      let document = JSONValue.object(MemoryTexts.family.fields(of: solution, in: instance))
      #expect(try read(document.formatted(), of: instance) == solution)
    }
  }
}
