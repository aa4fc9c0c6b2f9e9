import OptCore

/// The generators of memory instances, as their settings choose and describe them.
struct MemoryGenerator {
  /// Which generator.
  enum Kind: String, CaseIterable {
    case random, tight, trace
    case transformer, training, decode, mixer, resnet, mobilenet, densenet, unet, product

    /// Whether it writes programs.
    var isProgram: Bool { ![.random, .tight, .trace].contains(self) }
  }

  /// What a program becomes.
  enum Form: String, CaseIterable {
    case mapping
    case allocation = "static"
  }

  let values: ParameterValues

  /// The generator that settings describe.
  init(_ values: ParameterValues) { self.values = values }

  /// Which generator.
  var kind: Kind { values.text("kind").flatMap(Kind.init(rawValue:)) ?? .random }

  /// What a program becomes.
  var form: Form {
    kind.isProgram ? values.text("form").flatMap(Form.init(rawValue:)) ?? .mapping : .allocation
  }

  /// Every setting.
  static var parameters: [ParameterDescription] {
    [
      ParameterDescription(
        "kind", .choice(Kind.allCases.map(\.rawValue)), default: "random",
        "random buffers, a rectangle cut into buffers, a run of a program, or a network as a program"
      )
    ] + settings.map(\.description)
  }

  /// - Throws: `SolveError.badRequest` when a setting belongs to another kind or form, or has a value that the kind has not.
  func checkSettings() throws(SolveError) {
    try values.refuseOthers(than: kind, MemoryGenerator.settings)
    let others =
      form == .mapping ? ["room", "weights"] : kind.isProgram ? ["capacity", "preload"] : []
    for key in others where values.text(key) != nil {
      throw .badRequest(
        "-P \(key): found it with form=\(form.rawValue), expected form="
          + (form == .mapping ? Form.allocation : .mapping).rawValue)
    }
    if kind == .tight, let memory = values.integer("memory"), memory % alignment != 0 {
      throw .badRequest(
        "-P memory=\(memory): expected a multiple of the alignment \(alignment)")
    }
    if kind == .product, let size = values.integer("size"), size % 4 != 0 {
      throw .badRequest("-P size=\(size): expected a multiple of 4")
    }
    if kind == .resnet, let layers = values.integer("layers"), ![50, 101, 152].contains(layers) {
      throw .badRequest("-P layers=\(layers): expected 50, 101 or 152 of resnet")
    }
    if kind == .unet, let levels = values.integer("layers"), !(2...10).contains(levels) {
      throw .badRequest("-P layers=\(levels): expected 2 to 10 levels of unet")
    }
  }

  /// Alignment of offsets.
  var alignment: Int { values.integer("alignment") ?? (kind.isProgram ? 512 : 1) }

  /// An integer setting, or what the kind has without it.
  func number(_ key: String, _ standard: Int, _ others: [Kind: Int] = [:]) -> Int {
    values.integer(key) ?? others[kind] ?? standard
  }

  /// The instance.
  ///
  /// - Throws: `SolveError.badRequest` when the settings contradict each other, or numbers become too large.
  func instance(seed: UInt64) throws(SolveError) -> MemoryInstance {
    try checkSettings()
    guard kind.isProgram else {
      let (name, buffers) = try table(seed: seed)
      return try allocation(name: name, buffers)
    }
    let draft = draft(seed: seed)
    guard form == .mapping else {
      return try allocation(
        name: programName + "_static" + (values.flag("weights") ? "_weights" : ""),
        draft.buffers(alignment: alignment, withParameters: values.flag("weights")))
    }
    let capacity = values.integer("capacity") ?? (profile == .edge ? 1 << 20 : 1 << 24)
    let preload = values.integer("preload") ?? (kind == .decode ? capacity / 2 : 0)
    do throws(MappingInstance.Invalid) {
      return .mapping(
        try draft.mapping(
          name: "\(programName)_c\(capacity)"
            + (preload > 0 ? "_preload\(preload)" : "") + "_s\(seed)", capacity: capacity,
          alignment: alignment, preload: preload, seed: seed))
    } catch {
      throw .badRequest(error.description)
    }
  }

  /// Buffers as an instance, with a capacity where room is given.
  private func allocation(name: String, _ buffers: [Buffer]) throws(SolveError) -> MemoryInstance {
    do throws(AllocationInstance.Invalid) {
      guard let room = values.real("room") else {
        return .allocation(try AllocationInstance(name: name, buffers: buffers))
      }
      // Checks the buffers, so that their load is within 64 bits.
      _ = try AllocationInstance(name: name, buffers: buffers)
      let load = LoadBound.load(of: buffers)
      let capacity = (Double(load) * room).rounded(.up)
      guard capacity <= 0x1p60 else {
        throw .badCapacity(AllocationInstance.largestNumber + 1)
      }
      // Names that end in the capacity carry it into the file.
      return .allocation(
        try AllocationInstance(
          name: "\(name).\(Int(capacity))", buffers: buffers, capacity: Int(capacity)))
    } catch {
      throw .badRequest(error.description)
    }
  }
}
