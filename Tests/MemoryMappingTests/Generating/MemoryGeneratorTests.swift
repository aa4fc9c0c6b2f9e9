import MemoryMapping
import OptCore
import Testing

@Suite("Generators of memory instances")
struct MemoryGeneratorTests {
  static let settings: [[String]] =
    [
      "random", "random gaps=0.5 alignment=16", "random room=1.2", "tight", "tight alignment=32",
      "trace", "transformer", "training", "decode", "mixer", "resnet", "resnet layers=101",
      "mobilenet", "densenet", "unet", "product", "product size=64 profile=edge",
      "training form=static", "decode form=static weights=true", "resnet form=static room=1.1",
      "densenet form=static batch=2", "unet form=static alignment=64",
    ].map { ("kind=" + $0).split(separator: " ").map(String.init) }

  @Test(
    "the same seed gives the same instance, which is written and read again", arguments: settings)
  func deterministic(settings: [String]) throws {
    let instance = try MemoryTexts.generate(settings, seed: 7)
    #expect(try MemoryTexts.generate(settings, seed: 7) == instance)
    let isSeeded = !settings.contains("form=static")
    #expect((try MemoryTexts.generate(settings, seed: 8) != instance) == isSeeded)
    let file = instance.name + (instance.mapping == nil ? ".csv" : ".json")
    let again = try MemoryTexts.read(
      SourceText(file: file, bytes: try MemoryTexts.written(instance)))
    #expect(again.digest == instance.digest)
    #expect(MemoryTexts.family.size(of: instance) > 20)
  }

  @Test("a cut has the same load at every time, and reaches it")
  func tight() throws {
    for seed in 1...30 as ClosedRange<UInt64> {
      var recipe = TightRecipe(count: 60, span: 40, memory: 480)
      if seed % 2 == 0 { recipe.alignment = 8 }
      let cut = try #require(recipe.cut(seed: seed))
      let instance = try AllocationInstance(name: "cut", buffers: cut.buffers)
      let allocation = Allocation(offsets: cut.offsets)
      #expect(allocation.violations(in: instance) == [])
      #expect(allocation.peak(in: instance) == 480 && LoadBound.load(of: cut.buffers) == 480)
      #expect(cut.buffers.count == 60)
      for time in 0..<40 {
        let load = cut.buffers.filter { $0.lower <= time && time < $0.upper }
          .reduce(0) { $0 + $1.size }
        #expect(load == 480)
      }
    }
    #expect(TightRecipe(count: 7, span: 2, memory: 3).cut(seed: 1) == nil)
    #expect(TightRecipe(count: 6, span: 2, memory: 3).cut(seed: 1)?.buffers.count == 6)
  }

  @Test("gaps and windows are as often as the setting says, and alignments powers of two")
  func random() throws {
    let instance = try #require(
      try MemoryTexts.generate(["buffers=4000", "gaps=0.5", "alignment=64"]).allocation)
    let gaps = instance.buffers.filter { !$0.gaps.isEmpty }
    let windows = gaps.filter { $0.gaps[0].window != nil }
    #expect((1700...2100).contains(gaps.count), "\(gaps.count)")
    #expect((800...1100).contains(windows.count), "\(windows.count)")
    #expect(Set(instance.buffers.map(\.alignment)) == [1, 2, 4, 8, 16, 32, 64])
    #expect(instance.buffers.map(\.size).max() ?? 0 <= 4096)
  }

  @Test("capacities follow from the load")
  func room() throws {
    let instance = try #require(try MemoryTexts.generate(["room=1.5"]).allocation)
    let load = LoadBound.load(of: instance.buffers)
    #expect(instance.capacity == (3 * load + 1) / 2 && instance.goal == .fit)
    #expect(instance.name.hasSuffix(".\((3 * load + 1) / 2)"))
  }

  @Test("times of a program follow the roofline")
  func roofline() throws {
    let instance = try #require(try MemoryTexts.generate(["kind=training", "layers=1"]).mapping)
    let weight = try #require(instance.tensors.first { $0.id == "l0.w1" })
    // 4 * 512 * 512 elements of 2 bytes at 614 GB/s and 4.9 TB/s.
    #expect(weight.size == 2_097_152 && weight.copyTime == 3_415_558)
    #expect(weight.reads.allSatisfy { $0.slow == 3_415_558 && $0.fast == 427_991 })
    // 2 * 512 * 512 * 2048 operations at 138 TFLOP/s, at 55 to 85 percent, and 0.4 us.
    let number = try #require(instance.instructions.firstIndex { $0.id == "l0.ff1" })
    let compute = Double(instance.instructions[number].compute)
    let least = 1_073_741_824 / 138.0
    #expect(compute > least / 0.85 + 400_000 && compute < least / 0.55 + 400_001)
    #expect(instance.groups.count == 4)
    #expect(instance.tensors.filter(\.isOutput).count == 5)
  }

  @Test("static allocation of a program: lives of its results, an update in place as one buffer")
  func lives() throws {
    let program = try #require(try MemoryTexts.generate(["kind=decode", "layers=3"]).mapping)
    let some = try #require(
      try MemoryTexts.generate(["kind=decode", "layers=3", "form=static"]).allocation)
    let all = try #require(
      try MemoryTexts.generate(["kind=decode", "layers=3", "form=static", "weights=true"])
        .allocation)
    let inPlace = Set(program.groups.joined())
    let results = program.tensors.enumerated().filter { !$1.isParameter && !inPlace.contains($0) }
    #expect(some.buffers.map(\.id) == results.map(\.element.id))
    for (buffer, tensor) in zip(some.buffers, results.map(\.element)) {
      #expect(buffer.lower == tensor.definition && buffer.size == tensor.size)
      #expect(
        buffer.upper == (tensor.isOutput ? program.instructions.count : tensor.lastUse + 1))
    }
    #expect(all.buffers.count == program.tensors.count - program.groups.count)
  }

  @Test("a million buffers are drawn and written")
  func million() throws {
    let instance = try MemoryTexts.generate(["kind=trace", "buffers=1000000"])
    #expect(MemoryTexts.family.size(of: instance) == 1_000_000)
    let bytes = try MemoryTexts.written(instance)
    #expect(bytes.count > 20_000_000 && bytes.last == 0x0A)
  }

  @Test(
    "settings that contradict each other are refused",
    arguments: [
      ("random layers=3", "-P layers: found it with kind=random, expected transformer or"),
      ("trace alignment=8", "-P alignment: found it with kind=trace, expected random or tight"),
      ("resnet layers=18", "-P layers=18: expected 50, 101 or 152 of resnet"),
      ("unet layers=1", "-P layers=1: expected 2 to 10 levels of unet"),
      ("resnet room=2", "-P room: found it with form=mapping, expected form=static"),
      ("resnet form=static preload=2", "-P preload: found it with form=static"),
      ("tight memory=100 alignment=8", "-P memory=100: expected a multiple of the alignment 8"),
      ("tight buffers=9 span=2 memory=4", "-P buffers=9: the rectangle of 2 ticks and 4 bytes"),
      ("product size=6", "-P size=6: expected a multiple of 4"),
    ])
  func refused(settings: String, message: String) throws {
    do throws(SolveError) {
      let words = ("kind=" + settings).split(separator: " ").map(String.init)
      let allowed = MemoryTexts.family.generatorParameters ?? []
      let values = try ParameterValues(words, allowed: allowed)
      let instance = try MemoryTexts.family.generate(values, seed: 1)
      Issue.record("accepted as \(instance.name)")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
    }
  }
}
