import EngineCBC
import EngineGLPK
import MemoryMapping
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("formulation selection")
struct SelectionTests {
  private let family = MemoryMappingFamily(engines: EngineSet([CBCEngine(), GLPKEngine()]))

  @Test("its bound holds for every mapping, and what is called optimal is best", arguments: 0..<60)
  func small(seed: Int) throws {
    let instance = try SmallProgram.instance(seed: UInt64(seed), count: 3, tensors: 3)
    let result = try family.solve(
      .mapping(instance), method: "mip", engine: seed % 2 == 0 ? "glpk" : "cbc")
    let bound = try #require(result.bound?.asInteger)
    let saved = try #require(result.incumbent?.objective.asInteger)
    #expect(saved <= bound)
    guard let best = SmallProgram.best(of: instance) else { return }
    #expect(best <= bound)
    if result.status == .optimal { #expect(saved >= best) }
  }

  @Test("a mapping is a point of the model, and the point gives it back", arguments: 0..<80)
  func roundTrip(seed: Int) throws {
    let instance = try SmallProgram.instance(seed: UInt64(seed), count: 3, tensors: 2)
    let model = SelectionModel(instance)
    let result = try family.solve(.mapping(instance), method: "mip", engine: "glpk")
    let solution = try #require(result.incumbent?.solution)
    let point = try #require(model.encode(solution))
    let again = try #require(model.decode(point))
    #expect(again.violations(in: .mapping(instance)).isEmpty)
    #expect(again.objective(in: .mapping(instance)) == result.incumbent?.objective)
    // Rows of choices alone hold at once; times are the engine's to fill in.
    for row in 0..<model.model.rowCount {
      let terms = model.model.terms(ofRow: row)
      let values = terms.map { point[Int(model.model.termColumns[$0])] }
      guard !values.contains(where: \.isNaN) else { continue }
      let sum = zip(terms, values).reduce(0) { $0 + model.model.termCoefficients[$1.0] * $1.1 }
      #expect(sum <= model.model.rowUpper[row] + 1e-9, "\(model.model.rowName(row))")
      #expect(sum >= model.model.rowLower[row] - 1e-9, "\(model.model.rowName(row))")
    }
  }

  @Test("it is not for static allocation, and says so")
  func obstacle() throws {
    let allocation = try AllocationInstance(
      name: "two", buffers: [Buffer(id: "a", lower: 0, upper: 1, size: 1)])
    let obstacle = SelectionFormulation().obstacle(on: .allocation(allocation))
    #expect(obstacle?.contains("static allocation") == true)
  }

  @Test("its model is written as LP and MPS")
  func files() throws {
    let instance = try SmallProgram.instance(seed: 3, count: 6, tensors: 5)
    for form in ["lp", "mps"] {
      let bytes = try family.convert(
        .mapping(instance), to: form, formulation: "selection",
        parameters: try ParameterValues([], allowed: []))
      #expect(bytes.count > 100)
    }
  }

  @Test(
    "reference optima are found, proven within tolerances",
    .enabled(if: SharedData.root != nil),
    arguments: ["tiny1", "tiny2", "tiny3", "unet-5level", "mixer-b16-8L"], ["cbc", "glpk"])
  func reference(name: String, engine: String) throws {
    // Large models are left to the faster engine.
    if engine == "glpk", !name.hasPrefix("tiny") { return }
    let row = try ReferenceMapping(name)
    let result = try family.solve(
      try family.instance(at: row.path, settings: []), method: "mip", engine: engine,
      limits: SolveLimits(time: 60))
    let best = try #require(result.incumbent?.objective.asInteger)
    let bound = try #require(result.bound?.asInteger)
    #expect(best == row.best)
    // An engine's proof is one of floating point: only where its tolerance is below a picosecond it is taken at its word.
    #expect(result.status == (bound == best ? .optimal : .feasible))
    #expect(bound - best <= (name.hasPrefix("tiny") ? 0 : 250))
  }
}

@Suite("packer of selected stays")
struct RectanglePackerTests {
  @Test(
    "offsets are aligned, inside, and apart from each other and from blocks", arguments: 0..<100)
  func sound(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed))
    func below(_ limit: Int) -> Int { Int(stream.next() % UInt64(limit)) }
    let capacity = 10 + below(20)
    let blocks = [
      MappingInstance.Reserved(times: 2..<5, addresses: below(5)..<6 + below(4))
    ]
    let rectangles = (0..<2 + below(8)).map { _ in
      let begin = below(8)
      return RectanglePacker.Rectangle(times: begin..<begin + 1 + below(5), size: 1 + below(8))
    }
    let packer = RectanglePacker(
      rectangles: rectangles, blocks: blocks, capacity: capacity, alignment: 1 + below(3))
    let offsets = packer.packMost { $0.count }
    var all = blocks.map {
      OccupiedRectangle(times: $0.times, addresses: $0.addresses, owner: -1)
    }
    for (index, offset) in offsets.enumerated() {
      guard let offset else { continue }
      let top = offset + rectangles[index].size
      #expect(offset >= 0 && top <= capacity)
      all.append(
        OccupiedRectangle(
          times: rectangles[index].times, addresses: offset..<top, owner: index))
    }
    #expect(OccupiedRectangle.overlap(in: all) == nil)
    if let whole = packer.pack() { #expect(whole.count == rectangles.count) }
  }
}
