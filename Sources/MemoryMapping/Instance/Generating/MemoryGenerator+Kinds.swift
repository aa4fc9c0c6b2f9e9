import OptCore

extension MemoryGenerator {
  /// The machine.
  var profile: Roofline.Profile {
    values.text("profile").flatMap(Roofline.Profile.init(rawValue:))
      ?? (kind == .mobilenet ? .edge : .accel)
  }

  // MARK: Tables

  /// The buffers of a kind that is no program, and its name: the recipe.
  func table(seed: UInt64) throws(SolveError) -> (name: String, buffers: [Buffer]) {
    let count = number("buffers", 100, [.trace: 10_000])
    let span = number("span", 1000)
    switch kind {
    case .tight:
      let memory = values.integer("memory") ?? (1 << 20) / alignment * alignment
      let recipe = TightRecipe(count: count, span: span, memory: memory, alignment: alignment)
      guard memory >= alignment, let cut = recipe.cut(seed: seed) else {
        throw .badRequest(
          "-P buffers=\(count): the rectangle of \(span) ticks and \(memory) bytes has too few"
            + " places for them")
      }
      let suffix = alignment > 1 ? "_a\(alignment)" : ""
      return ("tight_n\(count)_t\(span)_m\(memory)\(suffix)_s\(seed)", cut.buffers)
    case .trace:
      let recipe = TraceRecipe(count: count, largest: number("largest", 1 << 20))
      return ("trace_n\(count)_z\(recipe.largest)_s\(seed)", recipe.buffers(seed: seed))
    default:
      let recipe = BufferRecipe(
        count: count, span: span, longest: number("longest", max(1, span / 5)),
        largest: number("largest", 4096), alignment: alignment, gaps: values.real("gaps") ?? 0)
      var name = "random_n\(count)_t\(span)_l\(recipe.longest)_z\(recipe.largest)"
      if alignment > 1 { name += "_a\(alignment)" }
      if recipe.gaps > 0 { name += "_g\(recipe.gaps)" }
      return ("\(name)_s\(seed)", recipe.buffers(seed: seed))
    }
  }

  // MARK: Programs

  private var batch: Int {
    number("batch", 1, [.mixer: 4, .resnet: 8, .densenet: 8, .decode: 16])
  }
  private var layers: Int {
    number("layers", 6, [.training: 3, .decode: 12, .mixer: 8, .resnet: 50, .unet: 5])
  }
  private var sequence: Int { number("sequence", 512, [.decode: 256]) }
  private var width: Int { number("width", 768, [.training: 512, .decode: 1024, .unet: 32]) }
  private var heads: Int { number("heads", 3, [.training: 2]) }
  private var side: Int { number("side", 224, [.unet: 512]) }
  private var size: Int { number("size", 4096) }

  /// The program without times.
  func draft(seed: UInt64) -> GraphDraft {
    var draft = GraphDraft(profile, seed: seed)
    let transformer = TransformerRecipe(
      layers: layers, batch: batch, sequence: sequence, width: width, heads: heads)
    let convolution = ConvolutionRecipe(batch: batch, side: side)
    switch kind {
    case .transformer: transformer.forward(&draft)
    case .training: transformer.training(&draft)
    case .decode: transformer.decoding(&draft)
    case .mixer: MixerRecipe(batch: batch, layers: layers, width: width).write(&draft)
    case .resnet: convolution.residual(layers: layers, &draft)
    case .mobilenet: convolution.mobile(&draft)
    case .densenet: convolution.dense(&draft)
    case .unet:
      UNetRecipe(batch: batch, levels: layers, side: side, width: width).write(&draft)
    case .product: BlockProductRecipe(size: size).write(&draft)
    case .random, .tight, .trace: break
    }
    return draft
  }

  /// The recipe of a program.
  var programName: String {
    let machine = "_\(profile.rawValue)"
    let text = "\(kind.rawValue)_b\(batch)"
    switch kind {
    case .transformer, .training:
      return "\(text)_l\(layers)_q\(sequence)_d\(width)_h\(heads)" + machine
    case .decode: return "\(text)_l\(layers)_q\(sequence)_d\(width)" + machine
    case .mixer: return "\(text)_l\(layers)_d\(width)" + machine
    case .resnet: return "\(kind.rawValue)\(layers)_b\(batch)_p\(side)" + machine
    case .unet: return "\(text)_l\(layers)_p\(side)_d\(width)" + machine
    case .product: return "\(kind.rawValue)_n\(size)" + machine
    default: return "\(text)_p\(side)" + machine
    }
  }
}
