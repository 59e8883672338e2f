/** What is true of a framework's tensors wherever they meet anything, in layers as in functions. */
export interface TensorKind {
  /** Where a tensor is wanted, NumPy's arrays, numbers and strings are refused rather than converted (PyTorch). */
  readonly refusesOthers: boolean;
  /** Where an array is wanted, None, texts and dictionaries are none (JAX, and the layers that are written in it); NumPy makes arrays of them. */
  readonly refusesObjects: boolean;
  /** Both factors of a product must be floats, or both integers (PyTorch). */
  readonly refusesMixedFactors: boolean;
  /** Two factors of integers or truth values are refused (MLX); their sum over an axis is made for floats alone. */
  readonly refusesWholeFactors: boolean;
  /** Truth values are not subtracted, nor anything from them (PyTorch). */
  readonly refusesFlagDifferences: boolean;
  /** What a layer says of whole numbers beside its weights, where it says the same in all layers. */
  readonly saysMixed?: string;
  /** Elements may be records with named fields, or objects that are arrays themselves (NumPy). */
  readonly holdsObjects: boolean;
  /** In a subscript a short list that holds more than numbers is taken for a tuple (PyTorch, csrc/autograd/python_variable_indexing.cpp). */
  readonly takesListsForTuples?: boolean;
  /** Layers take tensors of integers and truth values too, which become floats (MLX); otherwise they are refused beside weights of floats. */
  readonly layersConvert: boolean;
  /** Beside a tensor of another framework that one decides what an operation gives (NumPy). */
  readonly yields: boolean;
  /** Bounds that are floats make floats of whole numbers (PyTorch, NumPy, JAX); of the others it is not known what they make. */
  readonly widensBounded: boolean;
}

/** Whatever is given where a tensor is wanted becomes one. */
export const CONVERTING: TensorKind = {
  refusesOthers: false,
  refusesObjects: false,
  refusesMixedFactors: false,
  refusesWholeFactors: false,
  refusesFlagDifferences: false,
  holdsObjects: false,
  layersConvert: false,
  yields: false,
  widensBounded: false,
};
