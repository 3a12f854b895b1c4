//! Parsing finds the blocks of a seed and the sentences of each block.
